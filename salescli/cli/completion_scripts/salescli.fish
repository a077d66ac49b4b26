# Completion of salescli for fish. Names are data here: nothing of the line or of a name is run, fish quotes.

function __salescli_complete
    set -l current (commandline -ct)
    set -l answer (command salescli _complete fish (commandline -opc) "$current" 2>/dev/null)
    switch "$answer[1]"
        case words
            printf '%s\n' $answer[2..-1]
        case files
            __fish_complete_path "$current"
    end
end

complete -c salescli -f -k -a '(__salescli_complete)'
