#ifndef HOWDAH_CCURSES_H
#define HOWDAH_CCURSES_H
#endif
