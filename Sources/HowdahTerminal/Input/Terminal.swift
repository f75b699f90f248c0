/// Shows screens and yields what the person does.
///
/// All on the main actor: the loop draws, the terminal's dispatch sources feed ``inputs``.
@MainActor public protocol Terminal: AnyObject {
    var size: Size { get }
    /// The signs that this terminal can show.
    var glyphs: Glyphs { get }
    /// Keys, pastes, resizes and signals in their order; for one reader. Ends at ``close()``.
    var inputs: AsyncStream<Input> { get }

    /// Shows a screen; only what changed is sent.
    func present(_ screen: Screen)
    /// Whether it shows colours, so that there is a choice of themes.
    var hasColours: Bool { get }
    /// Paints all from now on in another theme.
    func use(_ theme: Theme)
    /// Has the next ``present(_:)`` paint everything anew: Ctrl-L.
    func redraw()
    /// Puts a text on the clipboard where the terminal allows it (OSC 52); nobody answers whether it did.
    func copy(_ text: String)
    /// Gives the terminal back for a while, to a child that needs it for itself. Harmless twice.
    func suspend()
    /// Takes it again and yields its size, since that may have changed.
    func resume()
    /// Stops the process as Ctrl-Z does in a shell; returns when it goes on, taken again.
    func stop()
    /// Restores the terminal for good. Harmless twice.
    func close()
}
