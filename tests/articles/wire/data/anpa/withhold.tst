G7009__glbsm
b d BC-US--PortCrane-WITHHOLD   03-02 0060
^BC-US--Port Crane, WITHHOLD<
^EDITORS: Withhold BC-US--Port Crane, G7001 of March 2, until further notice.<
^The AP<
	   AP-WF-03-02-26 1000GMT<
