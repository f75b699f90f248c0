/* The only code that sees <ncurses.h>: its macros and variadic functions do not reach Swift. */
#ifndef HOWDAH_CCURSES_H
#define HOWDAH_CCURSES_H

#include <stdbool.h>
#include <stdint.h>

/* What howdah_read found. */
enum { HOWDAH_NOTHING = 0, HOWDAH_SCALAR = 1, HOWDAH_KEY = 2 };

/* Keys, as howdah_read gives them; function key n is HOWDAH_FUNCTION + n. */
enum {
    HOWDAH_UP = 1, HOWDAH_DOWN, HOWDAH_LEFT, HOWDAH_RIGHT, HOWDAH_HOME, HOWDAH_END, HOWDAH_PAGE_UP,
    HOWDAH_PAGE_DOWN, HOWDAH_BACKSPACE, HOWDAH_DELETE, HOWDAH_BACK_TAB, HOWDAH_ENTER,
    HOWDAH_PASTE_BEGIN, HOWDAH_PASTE_END, HOWDAH_FUNCTION = 100
};

/* Whether TERM names a known terminal whose cursor cannot be placed. Asked before howdah_open. */
bool howdah_line_only(void);
/* Whether the terminal has a second screen, so that the first is as it was when a program leaves. */
bool howdah_keeps_screen(void);
/* Takes the terminal over. False when TERM names nothing that curses knows.
   crash_note is written to the real standard error when the process crashes; it is copied. */
bool howdah_open(const char *crash_note);
/* Gives the terminal back and restores what signals did before. Harmless twice. */
void howdah_close(void);
/* Leaves curses for a while; standard error goes to the terminal again. */
void howdah_suspend(void);
void howdah_resume(void);
/* Stops the whole process group, as the shell's Ctrl-Z does; returns once it goes on. */
void howdah_stop(void);

/* Sends standard error to a file descriptor while curses is up. */
void howdah_redirect_errors(int descriptor);

/* The end of a pipe that yields one byte, the number, for each HUP, INT, QUIT, TERM, TSTP,
   CONT and WINCH. */
int howdah_signal_pipe(void);

bool howdah_is_utf8(void);
int howdah_colours(void);
void howdah_pair(int pair, int foreground, int background);
void howdah_style(int pair, bool bold, bool dim, bool underline, bool reverse);
void howdah_background(int pair);
void howdah_put(int row, int column, const char *utf8);
/* Shows what was put; a negative row hides the cursor. */
void howdah_show(int row, int column);
/* Forgets what is on the glass: the next show paints all of it. */
void howdah_forget(void);
/* The terminal's size, asked anew and told to curses. */
void howdah_size(int *rows, int *columns);
/* One key, without waiting (but for the rest of an escape sequence, 25 ms). */
int howdah_read(uint32_t *value);
/* Whether standard input has ended. */
bool howdah_ended(void);

#endif
