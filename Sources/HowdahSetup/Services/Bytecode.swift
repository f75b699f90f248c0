/// What Python keeps of a module beside it, in `__pycache__`.
enum Bytecode {
    /// Python takes bytecode for current by the second and the size of its source: an edit that follows another
    /// within a second, of the same length, would go unseen.
    static func forget(of source: String) {
        let name = Paths.name(of: source)
        guard name.hasSuffix(".py") else { return }
        let folder = Paths.parent(of: source) + "/__pycache__"
        for file in Files.names(in: folder) where file.hasPrefix(name.dropLast(2)) && file.hasSuffix(".pyc") {
            try? Files.removeTree("\(folder)/\(file)")
        }
    }
}
