# SPDX-License-Identifier: Apache-2.0
# bash completion for edi: commands and options are asked of the program itself

_edi()
{
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} words=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="help --version $(edi help | awk '/^  [a-z]/ { print $1 }')"
    elif [ "$command" = help ]; then
        words=$(edi help | awk '/^  [a-z]/ { print $1 }')
    elif [ "${word#-}" != "$word" ]; then
        words=$(edi help "$command" 2>/dev/null |
            awk '/^  (-|   )/ { for (i = 1; i <= 2; i++)
                if ($i ~ /^--/) print $i }')
    fi
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")
}

complete -o default -F _edi edi
