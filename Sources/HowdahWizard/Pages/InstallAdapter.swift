import HowdahSetup
import HowdahText

extension StepForm {
    /// Which adapter and which Django, and what installs them.
    static let installAdapter = StepForm([
        .choice(
            "python.adapter", Words.Fields.adapter, \.python.adapter,
            [
                (.psycopg2Binary, "psycopg2-binary", Words.Fields.adapterBinary),
                (.psycopg, "psycopg", Words.Fields.adapterThree),
                (.psycopg2, "psycopg2", Words.Fields.adapterSource),
            ]),
        .text(
            "python.django", Words.Fields.django, \.python.django, placeholder: { _ in Words.Fields.djangoNewest },
            check: HowdahSetup.Check.requirement),
        .choice(
            "python.installer", Words.Fields.installer, \.python.installer,
            [
                (.auto, Words.Fields.installerAuto, Words.Fields.installerAutoDetail), (.pip, "pip", ""),
                (.uv, "uv", ""),
            ]),
    ])
}
