/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes_ack - what an acknowledgement says in codes
 */
#include "edi/guides/codes_private.h"

/* clang-format off */

/* Verdict on an interchange. */
static const struct edi_code_row ta104[] = {
    { "A", "Interchange accepted without errors" },
    { "E", "Accepted although errors noted" },
    { "R", "Rejected because of errors" },
};

const struct edi_code_list edi_list_ta104 = LIST(TA104, ta104);

/* What is wrong with an interchange. */
static const struct edi_code_row ta105[] = {
    { "000", "No error" },
    { "001", "Control numbers of ISA and IEA differ" },
    { "002", "Standards identifier not supported" },
    { "003", "Version of controls not supported" },
    { "004", "Segment terminator invalid" },
    { "005", "Sender id qualifier invalid" },
    { "006", "Sender id invalid" },
    { "007", "Receiver id qualifier invalid" },
    { "008", "Receiver id invalid" },
    { "009", "Receiver id unknown" },
    { "010", "Authorization information qualifier invalid" },
    { "011", "Authorization information invalid" },
    { "012", "Security information qualifier invalid" },
    { "013", "Security information invalid" },
    { "014", "Interchange date invalid" },
    { "015", "Interchange time invalid" },
    { "016", "Standards identifier value invalid" },
    { "017", "Version id value invalid" },
    { "018", "Control number value invalid" },
    { "019", "Acknowledgment requested value invalid" },
    { "020", "Test indicator value invalid" },
    { "021", "Group count wrong" },
    { "022", "Control structure invalid" },
    { "023", "End of file came too early" },
    { "024", "Interchange content invalid" },
    { "025", "Duplicate interchange control number" },
    { "026", "Data element separator invalid" },
    { "027", "Component separator invalid" },
    { "028", "Delivery date in deferred request invalid" },
    { "029", "Delivery time in deferred request invalid" },
    { "030", "Delivery time code in request invalid" },
    { "031", "Grade of service code invalid" },
};

const struct edi_code_list edi_list_ta105 = LIST(TA105, ta105);

/* Verdict on a group. */
static const struct edi_code_row ak901[] = {
    { "A", "Group accepted" },
    { "E", "Group accepted with errors noted" },
    { "M", "Rejected; message authentication failed" },
    { "P", "Partly accepted; some sets rejected" },
    { "R", "Group rejected" },
    { "W", "Rejected; assurance validity failed" },
    { "X", "Rejected; could not be decrypted" },
};

const struct edi_code_list edi_list_ak901 = LIST(AK901, ak901);

/* What is wrong with a group: AK905 to AK909. */
static const struct edi_code_row ak905[] = {
    { "1", "Functional group not supported" },
    { "2", "Functional group version not supported" },
    { "3", "Group trailer missing" },
    { "4", "Control numbers of header and trailer differ" },
    { "5", "Set count does not match" },
    { "6", "Group control number breaks syntax" },
    { "10", "Authentication key name unknown" },
    { "11", "Encryption key name unknown" },
    { "12", "Requested service not available" },
    { "13", "Unknown security recipient" },
    { "14", "Unknown security originator" },
    { "15", "Syntax error in decrypted text" },
    { "16", "Security not supported" },
    { "17", "Message length incorrect" },
    { "18", "Message authentication code failed" },
    { "19", "Group control number not unique" },
    { "23", "S3E security end segment missing" },
    { "24", "S3S security start segment missing" },
    { "25", "S4E security end segment missing" },
    { "26", "S4S security start segment missing" },
};

const struct edi_code_list edi_list_ak905 = LIST(AK905, ak905);

/* Verdict on a transaction set. */
static const struct edi_code_row ik501[] = {
    { "A", "Accepted" },
    { "E", "Accepted with errors noted" },
    { "M", "Rejected; message authentication failed" },
    { "R", "Rejected" },
    { "W", "Rejected; assurance validity failed" },
    { "X", "Rejected; could not be decrypted" },
};

const struct edi_code_list edi_list_ik501 = LIST(IK501, ik501);

/* What is wrong with a transaction set: IK502 to IK506. */
static const struct edi_code_row ik502[] = {
    { "1", "Transaction set not supported" },
    { "2", "Transaction set trailer missing" },
    { "3", "Control numbers of header and trailer differ" },
    { "4", "Segment count in trailer wrong" },
    { "5", "One or more segments in error" },
    { "6", "Transaction set identifier missing or invalid" },
    { "7", "Transaction set control number missing or invalid" },
    { "8", "Authentication key name unknown" },
    { "9", "Encryption key name unknown" },
    { "10", "Requested service not available" },
    { "11", "Unknown security recipient" },
    { "12", "Message length incorrect" },
    { "13", "Message authentication code failed" },
    { "15", "Unknown security originator" },
    { "16", "Syntax error in decrypted text" },
    { "17", "Security not supported" },
    { "18", "Set not in functional group" },
    { "19", "Invalid set control number in group" },
    { "23", "Control number not unique in group" },
    { "24", "S3E security end segment missing" },
    { "25", "S3S security start segment missing" },
    { "26", "S4E security end segment missing" },
    { "27", "S4S security start segment missing" },
    { "I5", "Implementation segment errors" },
    { "I6", "Implementation convention not supported" },
};

const struct edi_code_list edi_list_ik502 = LIST(IK502, ik502);

/* What is wrong with a segment. */
static const struct edi_code_row ik304[] = {
    { "1", "Segment id not recognized" },
    { "2", "Segment not expected here" },
    { "3", "Required segment missing" },
    { "4", "Loop repeated too often" },
    { "5", "Segment repeated too often" },
    { "6", "Segment not in this transaction set" },
    { "7", "Segment out of sequence" },
    { "8", "Segment has element errors" },
    { "I4", "Segment marked not used was sent" },
    { "I6", "Situational segment missing though condition met" },
    { "I7", "Loop occurs too few times" },
    { "I8", "Segment occurs too few times" },
    { "I9", "Segment sent though condition forbids it" },
};

const struct edi_code_list edi_list_ik304 = LIST(IK304, ik304);

/* What is wrong with an element. */
static const struct edi_code_row ik403[] = {
    { "1", "Required element missing" },
    { "2", "Conditionally required element missing" },
    { "3", "Too many elements in segment" },
    { "4", "Element too short" },
    { "5", "Element too long" },
    { "6", "Invalid character" },
    { "7", "Code value not valid" },
    { "8", "Invalid date" },
    { "9", "Invalid time" },
    { "10", "Exclusion condition broken" },
    { "12", "Too many repetitions" },
    { "13", "Too many components" },
    { "I6", "Code valid in X12, not in guide" },
    { "I9", "Situational element missing though condition met" },
    { "I10", "Element marked not used was sent" },
    { "I11", "Too few repetitions" },
    { "I12", "Value does not match required pattern" },
    { "I13", "Element sent though condition forbids it" },
};

const struct edi_code_list edi_list_ik403 = LIST(IK403, ik403);
