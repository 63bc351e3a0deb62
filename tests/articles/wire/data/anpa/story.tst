W2870_asian
r d BC-US--PortCrane 1stLd-Writethru   03-02 0090
*9006< ^BC-US--Port Crane, 1st Ld-Writethru,90<
^Crane is back at Port Elda<
^AP Photo XX101<
^Eds: UPDATES: Adds quote, no byline
for web.<
^The crane is back, short.<
^By JANE SAMPLE=
^AP Port Writer=
	   PORT ELDA, Maine (AP) _ The crane is back.
 
	   ``It stands,'' said Ida
Brandt.
	   ___
^IN SHORT<
	   It is high.
	   Eds: Note in the text.
	   (MORE)

	   AP-WF-03-02-26 0900GMT<

