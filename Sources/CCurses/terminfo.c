/* Apart from the rest: <term.h> defines macros such as `columns`. */
#include "ccurses.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

bool howdah_keeps_screen(void) {
    char *enter = tigetstr("smcup");
    return enter != NULL && enter != (char *)-1;
}

bool howdah_line_only(void) {
    int known = 0;
    /* 1 with an error: a terminal that prints on paper. */
    if (setupterm(NULL, STDOUT_FILENO, &known) != OK) return known == 1;
    char *move = tigetstr("cup");
    bool result = move == NULL || move == (char *)-1;
    del_curterm(cur_term);
    return result;
}
