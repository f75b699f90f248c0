import HowdahTerminal

/// Draws on a blank screen and gives it back.
func drawn(
    _ columns: Int, _ rows: Int, glyphs: Glyphs = .utf8, _ draw: (Rect, inout Screen) -> Void
) -> Screen {
    var screen = Screen(size: Size(columns: columns, rows: rows), glyphs: glyphs)
    draw(screen.bounds, &screen)
    return screen
}
