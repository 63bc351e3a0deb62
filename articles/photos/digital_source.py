"""How a picture was made, by IPTC's digital source types. Pure."""

SYNTHETIC_SOURCES = frozenset(
    {
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic",
        "algorithmicMedia",
    }
)
"""Those that readers are told of: a machine made the picture, or a part of what it shows."""
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
"""Members of schema.org's IPTCDigitalSourceEnumeration, by IPTC's concept."""
