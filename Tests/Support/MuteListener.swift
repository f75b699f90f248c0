import Foundation

/// Listens on 127.0.0.1, lets the kernel accept, and never answers.
public final class MuteListener: Sendable {
    public let port: Int
    private let descriptor: Int32

    /// - Parameter port: nil is any free one.
    public init(port wanted: Int = 0) throws {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, stream, 0)
        // A port that a server has just left.
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(wanted).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw Trouble("bind 127.0.0.1:\(wanted): \(errno)") }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    public func close() { Foundation.close(descriptor) }
}
