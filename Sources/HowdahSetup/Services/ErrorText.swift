#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system's words for an errno.
public enum ErrorText {
    public static func of(_ number: Int32) -> String { String(cString: strerror(number)) }
}
