"""Digital source types of pictures and texts, as defined by the IPTC. Pure."""

DIGITAL_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""Address of the vocabulary, before a concept."""
SYNTHETIC_SOURCES = frozenset(
    {
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic",
        "algorithmicMedia",
    }
)
"""Sources labelled for readers: a machine made the picture or a part of it."""
SCHEMA_ORG = {
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMediaDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    "algorithmicMedia": "AlgorithmicMediaDigitalSource",
    "algorithmicallyEnhanced": "AlgorithmicallyEnhancedDigitalSource",
    "dataDrivenMedia": "DataDrivenMediaDigitalSource",
    "digitalCapture": "DigitalCaptureDigitalSource",
    "digitalArt": "DigitalArtDigitalSource",
    "compositeCapture": "CompositeCaptureDigitalSource",
    "screenCapture": "ScreenCaptureDigitalSource",
    "virtualRecording": "VirtualRecordingDigitalSource",
    "humanEdits": "HumanEditsDigitalSource",
}
"""IPTC concept → member of schema.org's IPTCDigitalSourceEnumeration."""
TEXT_SOURCES = {
    "assisted": "compositeWithTrainedAlgorithmicMedia",
    "generated": "trainedAlgorithmicMedia",
}
"""Part of AI in a text → IPTC concept; a text without AI has none."""
