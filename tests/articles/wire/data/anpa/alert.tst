a0412US 
f iBC-APNewsAlert 03-02 0022
^BC-APNewsAlert,0022<
NORDHAVEN (AP) _ Officials: Ferry sinks off Nordhaven, 12 people missing.

AP-NY-03-02-26 1112EST
