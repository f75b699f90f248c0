import HowdahText
