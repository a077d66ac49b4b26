# Completion of salescli for bash; made to be sourced. Names are data here: nothing of the line or of a name is run.

_salescli_in_double_quotes() { # $1: a text; sets REPLY to what stands for it between double quotes
    local i one
    REPLY=
    for ((i = 0; i < ${#1}; i++)); do
        one=${1:i:1}
        case $one in
            '\' | '"' | '$' | '`') REPLY+='\'$one ;;
            '!') REPLY+="\"'!'\"" ;; # an interactive bash looks for ! between double quotes too
            *) REPLY+=$one ;;
        esac
    done
}

_salescli_in_single_quotes() { # $1: a text; sets REPLY to what stands for it between single quotes
    local i one
    REPLY=
    for ((i = 0; i < ${#1}; i++)); do
        one=${1:i:1}
        case $one in
            "'") REPLY+="'\\''" ;;
            *) REPLY+=$one ;;
        esac
    done
}

_salescli() { # $2: the part of the word that will be replaced
    local answer how= entry REPLY
    COMPREPLY=()
    answer=$(command salescli _complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null) || return 0
    while IFS= read -r entry; do
        case $how in
            '') how=$entry ;;
            plain)
                printf -v entry %q "$entry"
                COMPREPLY+=("$entry")
                ;;
            double)
                _salescli_in_double_quotes "$entry"
                COMPREPLY+=("$REPLY")
                ;;
            single)
                _salescli_in_single_quotes "$entry"
                COMPREPLY+=("$REPLY")
                ;;
        esac
    done <<<"$answer"
    if [[ $how == files ]]; then
        compopt -o default 2>/dev/null
    fi
    return 0
}

complete -o nosort -F _salescli salescli 2>/dev/null || complete -F _salescli salescli
