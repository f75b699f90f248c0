import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// TCP ports of this computer.
public enum Ports {
    /// The first from this one upwards that nothing listens on, on 127.0.0.1 and on ::1:
    /// `localhost` may mean either.
    public static func free(from first: Int) throws(Failure) -> Int {
        for port in first...min(max(first, 65535), first + 1000) where port <= 65535 && isFree(port) { return port }
        throw .refused(
            "pg-port-in-use", sentence: Words.Ports.none(first), next: Words.Ports.noneNext)
    }

    public static func isFree(_ port: Int) -> Bool {
        canBind(AF_INET, port) && (canBind(AF_INET6, port) || !hasIPv6)
    }

    /// Without IPv6 nothing can listen there.
    private static let hasIPv6 = canBind(AF_INET6, 0)

    private static func canBind(_ family: Int32, _ port: Int) -> Bool {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(family, stream, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        #if canImport(Glibc)
            // A port in TIME_WAIT is free for a server, which sets the same option. On BSD it would also
            // allow 127.0.0.1 beside somebody's `*`.
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        let number = in_port_t(UInt16(port).bigEndian)
        if family == AF_INET {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = number
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            return bound(descriptor, &address)
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = number
        address.sin6_addr = in6addr_loopback
        return bound(descriptor, &address)
    }

    private static func bound<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
    }
}
