#compdef salescli
# Completion of salescli for zsh. Names are data here: nothing of the line or of a name is run, compadd quotes.

_salescli() {
    emulate -L zsh
    local quote=$compstate[quote]
    local current=${(Q)${:-$quote$PREFIX$quote}}
    local -a answer
    answer=("${(@f)$(command salescli _complete zsh "${(@Q)words[1,CURRENT-1]}" "$current" 2>/dev/null)}")
    case $answer[1] in
        words) compadd -U -V salescli -- "${(@)answer[2,-1]}" ;;
        files) _files ;;
        *) return 1 ;;
    esac
}

if [[ $funcstack[1] == _salescli ]]; then
    _salescli "$@" # autoloaded from a folder of $fpath
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _salescli salescli
fi
