import HowdahSetup
import HowdahText

/// `doctor --fix`: shows each fix, asks, and says how it ended.
struct Mending: Sendable {
    let doctor: Doctor
    let report: DoctorReport
    /// Else only what loses nothing is done, and nobody is asked.
    let asks: Bool
    let isQuiet: Bool

    func run(_ first: Examination) async -> Examination {
        let printer = EventPrinter.work(report.redactor)
        return await doctor.treat(first) { finding, fix in
            agrees(to: fix, for: finding)
        } emit: { event in
            if !isQuiet { await printer.print(event) }
        } ended: { finding, _, result in
            switch result {
            case .success(let isGone): say(isGone ? Words.Doctor.mended : Words.Doctor.notMended)
            case .failure(let failure):
                say(TextEvent.lines(.diagnosed(finding.step, Diagnosis(of: failure))).joined(separator: "\n"))
            }
        }
    }

    private func agrees(to fix: Fix, for finding: Finding) -> Bool {
        say("")
        tell(Words.Doctor.mend("\(finding.title)\(finding.cause.map { " (\($0.rawValue))" } ?? "")"))
        guard asks || fix.automatic else {
            tell(Words.Doctor.needsPerson(fix.title))
            return false
        }
        tell(Words.Doctor.runs(fix.title))
        var whys: [String] = []
        for action in fix.actions where !whys.contains(action.why) { whys.append(action.why) }
        for why in whys { tell(why, indent: 2) }
        say(fix.commands.map { "    \($0)" }.joined(separator: "\n"))
        guard asks else { return true }
        if let name = fix.typedName {
            Console.prompt(Words.Doctor.askName(name.sanitisedLine))
            if readLine() == name { return true }
        } else {
            Console.prompt(Words.Doctor.askYes)
            if Consent.isYes(readLine()) { return true }
        }
        say(Words.Doctor.left)
        return false
    }

    private func tell(_ sentence: String, indent: Int = 0) {
        say(Console.prose(sentence, indent: indent).joined(separator: "\n"))
    }

    private func say(_ text: String) { if !isQuiet { Console.out(report.redactor.redact(text)) } }
}
