W2871_asian
r d BC-US--PortCrane     03-02 0090
^BC-US--Port Crane,90<
^Crane is back<
^By JANE SAMPLE=
^Associated Press=
	   PORT ELDA (AP) _ The crane is back.

	   AP-WF-03-02-26 0900GMT<
