#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "ccurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static SCREEN *screen;
static WINDOW *keys; /* 1x1: reading from a pad never repaints the screen */
static bool active;
static int log_descriptor = -1, real_errors = -1;
static int signal_pipe[2] = {-1, -1};
static char crash_note[600];

static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
static const int watched[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};
enum { CRASHES = sizeof crashes / sizeof *crashes, WATCHED = sizeof watched / sizeof *watched };
static struct sigaction before_crash[CRASHES], before_watched[WATCHED];
static volatile sig_atomic_t stopping;

/* A raw write: stdio's buffers may be what is broken when this is needed. */
static void send_text(const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t sent = write(STDOUT_FILENO, text, left);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return;
        text += sent;
        left -= (size_t)sent;
    }
}

static void errors_to_log(void) {
    if (log_descriptor >= 0) dup2(log_descriptor, STDERR_FILENO);
}

static void errors_to_terminal(void) {
    if (real_errors >= 0) dup2(real_errors, STDERR_FILENO);
}

static void leave(void) {
    if (!active) return;
    active = false;
    send_text("\033[?2004l");
    curs_set(1);
    endwin();
    errors_to_terminal();
}

static void on_crash(int number) {
    /* Should curses itself hang, the alarm ends the process all the same. */
    alarm(2);
    leave();
    if (write(STDERR_FILENO, crash_note, strlen(crash_note)) < 0) { /* nothing is left to be done */ }
    signal(number, SIG_DFL);
    raise(number);
}

static void on_signal(int number) {
    if (number == SIGCONT && stopping) {
        stopping = 0;
        return;
    }
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    if (write(signal_pipe[1], &byte, 1) < 0) { /* full: a signal of the same kind is waiting already */ }
    errno = saved;
}

static void remember_signals(void) {
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], NULL, &before_crash[i]);
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], NULL, &before_watched[i]);
}

static void set_stop(const struct sigaction *action) {
    struct sigaction current;
    if (sigaction(SIGTSTP, NULL, &current) == 0 && current.sa_handler != SIG_IGN) sigaction(SIGTSTP, action, NULL);
}

static void watch_signals(void) {
    static char stack[1 << 16]; /* so that an overflowed stack can still be reported */
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternative, NULL);
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_RESETHAND};
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, NULL);
    action = (struct sigaction){.sa_handler = on_signal, .sa_flags = SA_RESTART};
    for (int i = 0; i < WATCHED; i++)
        /* nohup asked for HUP to be ignored: that stays so */
        if (before_watched[i].sa_handler != SIG_IGN) sigaction(watched[i], &action, NULL);
}

static void define_keys(void) {
    char sequence[16];
    const char letters[] = "ABCDHF";
    const int codes[] = {KEY_UP, KEY_DOWN, KEY_RIGHT, KEY_LEFT, KEY_HOME, KEY_END};
    const int tildes[] = {KEY_HOME, KEY_IC, KEY_DC, KEY_END, KEY_PPAGE, KEY_NPAGE};
    define_key("\033[200~", KEY_MAX + 1);
    define_key("\033[201~", KEY_MAX + 2);
    define_key("\033[Z", KEY_BTAB);
    define_key("\033OM", KEY_ENTER);
    for (int i = 0; i < 6; i++) {
        /* Both cursor-key modes; and with Ctrl, Shift or Alt held the plain key is meant. */
        snprintf(sequence, sizeof sequence, "\033[%c", letters[i]);
        define_key(sequence, codes[i]);
        snprintf(sequence, sizeof sequence, "\033O%c", letters[i]);
        define_key(sequence, codes[i]);
        snprintf(sequence, sizeof sequence, "\033[%d~", i + 1);
        define_key(sequence, tildes[i]);
        for (int modifier = 2; modifier <= 8; modifier++) {
            snprintf(sequence, sizeof sequence, "\033[1;%d%c", modifier, letters[i]);
            define_key(sequence, codes[i]);
            snprintf(sequence, sizeof sequence, "\033[%d;%d~", i + 1, modifier);
            define_key(sequence, tildes[i]);
        }
    }
}

static void set_locale(void) {
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    bool named = false;
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        named = named || (value && *value);
    }
    /* LC_CTYPE alone: LC_ALL would translate the messages of libpq. A bare container names no locale at all,
       and its terminal speaks UTF-8 none the less. */
    if (!setlocale(LC_CTYPE, "") || !named) setlocale(LC_CTYPE, "C.UTF-8");
}

bool howdah_open(const char *note) {
    static bool registered;
    if (active) return true;
    snprintf(crash_note, sizeof crash_note, "%s", note);
    set_locale();
    if (signal_pipe[0] < 0) {
        if (pipe(signal_pipe) != 0) return false;
        for (int i = 0; i < 2; i++) {
            fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
            fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
        }
    }
    remember_signals();
    screen = newterm(NULL, stdout, stdin); /* initscr would exit on an unknown TERM */
    if (!screen) return false;
    active = true;
    watch_signals();
    if (!registered) registered = atexit(howdah_close) == 0;
    set_escdelay(25);
    raw();
    noecho();
    nonl();
    keys = newpad(1, 1);
    keypad(keys, TRUE);
    nodelay(keys, TRUE);
    define_keys();
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    curs_set(0);
    send_text("\033[?2004h");
    return true;
}

/* Where there is no second screen, what follows would stand among the remains of the page. */
static void clear_page(void) {
    if (!active || howdah_keeps_screen()) return;
    bkgdset(' ');
    attrset(A_NORMAL);
    erase();
    refresh();
}

void howdah_close(void) {
    if (!screen) return;
    clear_page();
    leave();
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &before_crash[i], NULL);
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &before_watched[i], NULL);
    if (keys) delwin(keys);
    keys = NULL;
    delscreen(screen);
    screen = NULL;
    if (real_errors >= 0) close(real_errors);
    real_errors = log_descriptor = -1;
}

void howdah_suspend(void) {
    if (!screen) return;
    clear_page();
    leave();
    set_stop(&(struct sigaction){.sa_handler = SIG_DFL});
}

void howdah_resume(void) {
    if (!screen || active) return;
    errors_to_log();
    set_stop(&(struct sigaction){.sa_handler = on_signal, .sa_flags = SA_RESTART});
    active = true;
    clearok(curscr, TRUE);
    refresh();
    keypad(keys, TRUE);
    flushinp();
    send_text("\033[?2004h");
}

void howdah_stop(void) {
    howdah_suspend();
    stopping = 1;
    kill(0, SIGTSTP);
    /* Another thread takes the signal, so the stop may come a moment later. One that never comes, for want of a
       shell to go on from, is waited for 100 ms. */
    for (int i = 0; i < 20 && stopping; i++) usleep(5000);
    stopping = 0;
}

void howdah_redirect_errors(int descriptor) {
    log_descriptor = descriptor;
    if (real_errors < 0) {
        real_errors = dup(STDERR_FILENO);
        fcntl(real_errors, F_SETFD, FD_CLOEXEC);
    }
    if (active) errors_to_log();
}

int howdah_signal_pipe(void) { return signal_pipe[0]; }

bool howdah_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int howdah_colours(void) { return screen && has_colors() ? COLORS : 0; }

void howdah_pair(int pair, int foreground, int background) {
    init_pair((short)pair, (short)foreground, (short)background);
}

void howdah_style(int pair, bool bold, bool dim, bool underline, bool reverse) {
    attr_t attributes = (bold ? A_BOLD : 0) | (dim ? A_DIM : 0) | (underline ? A_UNDERLINE : 0)
        | (reverse ? A_REVERSE : 0);
    attr_set(attributes, (short)pair, NULL);
}

void howdah_background(int pair) { bkgd(' ' | COLOR_PAIR(pair)); }

void howdah_put(int row, int column, const char *utf8) { mvaddstr(row, column, utf8); }

void howdah_show(int row, int column) {
    if (row >= 0) move(row, column);
    curs_set(row >= 0);
    wnoutrefresh(stdscr);
    doupdate();
}

void howdah_forget(void) { clearok(curscr, TRUE); }

void howdah_size(int *rows, int *columns) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        if (active && (size.ws_row != LINES || size.ws_col != COLS)) resizeterm(size.ws_row, size.ws_col);
    }
    *rows = LINES;
    *columns = COLS;
}

static int translated(wint_t code) {
    switch (code) {
    case KEY_UP: return HOWDAH_UP;
    case KEY_DOWN: return HOWDAH_DOWN;
    case KEY_LEFT: case KEY_SLEFT: return HOWDAH_LEFT;
    case KEY_RIGHT: case KEY_SRIGHT: return HOWDAH_RIGHT;
    case KEY_HOME: case KEY_SHOME: case KEY_A1: return HOWDAH_HOME;
    case KEY_END: case KEY_SEND: case KEY_C1: return HOWDAH_END;
    case KEY_PPAGE: case KEY_A3: return HOWDAH_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return HOWDAH_PAGE_DOWN;
    case KEY_BACKSPACE: return HOWDAH_BACKSPACE;
    case KEY_DC: case KEY_SDC: return HOWDAH_DELETE;
    case KEY_BTAB: return HOWDAH_BACK_TAB;
    case KEY_ENTER: return HOWDAH_ENTER;
    case KEY_MAX + 1: return HOWDAH_PASTE_BEGIN;
    case KEY_MAX + 2: return HOWDAH_PASTE_END;
    default: break;
    }
    if (code > KEY_F(0) && code <= KEY_F(12)) return HOWDAH_FUNCTION + (int)(code - KEY_F(0));
    return 0; /* KEY_RESIZE comes late and is not wanted; the rest has no meaning here */
}

int howdah_read(uint32_t *value) {
    wint_t code;
    if (!active) return HOWDAH_NOTHING;
    switch (wget_wch(keys, &code)) {
    case OK: *value = (uint32_t)code; return HOWDAH_SCALAR;
    case KEY_CODE_YES: *value = (uint32_t)translated(code); return HOWDAH_KEY;
    default: return HOWDAH_NOTHING;
    }
}

bool howdah_ended(void) {
    struct pollfd descriptor = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&descriptor, 1, 0) <= 0) return false;
    if (descriptor.revents & (POLLHUP | POLLERR | POLLNVAL)) return true;
    int waiting = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0;
}
