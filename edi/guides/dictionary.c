/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dictionary - what X12 005010 says of each data element of our guides: its
 * type and the fewest and most characters of a value
 */
#include "edi/guides/tables_private.h"

/* clang-format off */

#define AN(n, from, to)    [n] = { X12_TYPE_AN, from, to }
#define ID(n, from, to)    [n] = { X12_TYPE_ID, from, to }
#define DT(n, from, to)    [n] = { X12_TYPE_DT, from, to }
#define TM(n, from, to)    [n] = { X12_TYPE_TM, from, to }
#define REAL(n, from, to)  [n] = { X12_TYPE_R, from, to }
#define WHOLE(n, from, to) [n] = { X12_TYPE_N, from, to }
#define COMPOSITE(n)       [C(n)] = { X12_TYPE_COMPOSITE, 0, 0 }

/* 9998 and 9999 are the numbers that the 999 guide gives its two context
 * elements; 9997 stands for 725 in CTX06, where composite ids such as C023 are
 * put too. */
static const struct x12_data_element elements[] = {
    WHOLE(2, 1, 6),         /* Sets accepted */
    AN(19, 2, 30),          /* City */
    ID(26, 2, 3),           /* Country */
    WHOLE(28, 1, 9),        /* Group control number */
    AN(61, 1, 30),          /* Free-form information */
    ID(66, 1, 2),           /* Id qualifier */
    AN(67, 2, 80),          /* Id */
    REAL(81, 1, 10),        /* Weight */
    AN(93, 1, 60),          /* Name */
    WHOLE(96, 1, 10),       /* Segments in the set */
    WHOLE(97, 1, 6),        /* Sets included */
    ID(98, 2, 3),           /* Role */
    ID(100, 3, 3),          /* Currency */
    ID(116, 3, 15),         /* Postal code */
    REAL(118, 1, 9),        /* Rate */
    WHOLE(123, 1, 6),       /* Sets received */
    AN(127, 1, 50),         /* Reference */
    ID(128, 2, 3),          /* Qualifier */
    ID(143, 3, 3),          /* Set */
    ID(156, 2, 2),          /* State */
    AN(166, 1, 55),         /* Address */
    REAL(212, 1, 17),       /* Unit price */
    AN(234, 1, 48),         /* Product or procedure */
    ID(235, 2, 2),          /* Product qualifier */
    ID(236, 3, 3),          /* Price identifier code */
    REAL(280, 4, 10),       /* Exchange rate */
    WHOLE(289, 1, 2),       /* Multiple price quantity */
    ID(305, 1, 2),          /* Handling */
    ID(306, 1, 2),          /* Action */
    ID(309, 1, 2),          /* Location qualifier */
    AN(310, 1, 30),         /* Location identifier */
    AN(329, 4, 9),          /* Control number */
    REAL(332, 1, 6),        /* Percent */
    TM(337, 4, 8),          /* Time */
    REAL(338, 1, 6),        /* Terms discount percent */
    AN(350, 1, 20),         /* Question */
    AN(352, 1, 80),         /* Description */
    ID(353, 2, 2),          /* Purpose */
    ID(355, 2, 2),          /* Unit */
    ID(363, 3, 3),          /* Note type */
    AN(364, 1, 256),        /* Number */
    ID(365, 2, 2),          /* Number type */
    ID(366, 2, 2),          /* Contact function */
    DT(373, 8, 8),          /* Date */
    ID(374, 3, 3),          /* Date qualifier */
    REAL(380, 1, 15),       /* Quantity */
    ID(426, 2, 2),          /* Reason */
    AN(429, 1, 16),         /* Check number */
    AN(443, 1, 20),         /* Contact inquiry reference */
    AN(447, 1, 4),          /* Loop */
    AN(449, 1, 80),         /* Fixed format text */
    ID(478, 1, 1),          /* Credit or debit */
    ID(479, 2, 2),          /* Functional id */
    AN(480, 1, 12),         /* Version */
    ID(481, 1, 2),          /* Trace type */
    AN(499, 1, 10),         /* Condition value */
    ID(506, 2, 2),          /* Bank id qualifier */
    AN(507, 3, 12),         /* Bank id */
    AN(508, 1, 35),         /* Bank account */
    AN(509, 10, 10),        /* Originator id */
    AN(510, 9, 9),          /* Originator supplement */
    ID(522, 1, 3),          /* Amount qualifier */
    WHOLE(554, 1, 6),       /* Number */
    ID(569, 1, 3),          /* Account type */
    ID(584, 2, 2),          /* Employment status code */
    ID(591, 3, 3),          /* Payment method */
    ID(594, 1, 1),          /* Rental frequency */
    WHOLE(609, 1, 9),       /* Count */
    ID(618, 1, 3),          /* Set error */
    ID(620, 1, 3),          /* Segment error */
    ID(621, 1, 3),          /* Element error */
    ID(623, 2, 2),          /* Time code */
    AN(628, 1, 12),         /* Level number */
    ID(639, 2, 2),          /* Basis of unit price code */
    ID(640, 2, 2),          /* Kind of use */
    ID(648, 3, 3),          /* Price multiplier qualifier */
    REAL(649, 1, 10),       /* Multiplier */
    ID(659, 1, 2),          /* Basis of verification code */
    ID(669, 3, 3),          /* Currency market/exchange code */
    ID(673, 2, 2),          /* Quantity qualifier */
    ID(687, 2, 2),          /* Class of trade code */
    ID(706, 2, 2),          /* Entity relationship code */
    ID(715, 1, 1),          /* Group verdict */
    ID(716, 1, 3),          /* Group error */
    ID(717, 1, 1),          /* Set verdict */
    WHOLE(719, 1, 10),      /* Segment position */
    ID(721, 2, 3),          /* Segment */
    WHOLE(722, 1, 2),       /* Element position */
    AN(724, 1, 99),         /* Bad value */
    WHOLE(725, 1, 4),       /* Data element number */
    AN(734, 1, 12),         /* Parent level number */
    ID(735, 1, 2),          /* Level */
    ID(736, 1, 1),          /* Has child levels */
    ID(737, 2, 2),          /* Measurement */
    ID(738, 1, 3),          /* Measurement qualifier */
    REAL(739, 1, 20),       /* Result */
    REAL(740, 1, 20),       /* Range minimum */
    REAL(741, 1, 20),       /* Range maximum */
    ID(752, 2, 2),          /* Surface/Layer/Position code */
    ID(755, 2, 2),          /* Attachment type */
    ID(756, 1, 2),          /* Transmission */
    WHOLE(757, 1, 2),       /* Report copies needed */
    REAL(782, 1, 18),       /* Amount */
    AN(799, 1, 30),         /* Contract version */
    ID(812, 1, 10),         /* Payment format */
    ID(901, 2, 2),          /* Reject reason */
    ID(923, 1, 1),          /* Prognosis code */
    AN(933, 1, 264),        /* Text */
    ID(935, 2, 2),          /* Measurement significance code */
    ID(936, 2, 2),          /* Measurement attribute code */
    REAL(954, 1, 10),       /* Percentage */
    ID(1005, 4, 4),         /* Hierarchy structure */
    REAL(1018, 1, 15),      /* Exponent */
    AN(1028, 1, 38),        /* Claim number */
    ID(1029, 1, 2),         /* Claim status */
    ID(1032, 1, 2),         /* Filing indicator */
    ID(1033, 1, 2),         /* Adjustment group */
    ID(1034, 1, 5),         /* Adjustment reason */
    AN(1035, 1, 60),        /* Last name or organization */
    AN(1036, 1, 35),        /* First name */
    AN(1037, 1, 25),        /* Middle name */
    AN(1038, 1, 10),        /* Name prefix */
    AN(1039, 1, 10),        /* Name suffix */
    ID(1048, 1, 3),         /* Business function code */
    ID(1065, 1, 1),         /* Person or organization */
    ID(1066, 1, 2),         /* Citizenship status code */
    ID(1067, 1, 1),         /* Marital status code */
    ID(1068, 1, 1),         /* Gender */
    ID(1069, 2, 2),         /* Relationship */
    ID(1073, 1, 1),         /* Yes or no */
    ID(1136, 2, 2),         /* Code category */
    ID(1138, 1, 1),         /* Payer responsibility */
    ID(1143, 1, 1),         /* Coordination of benefits code */
    ID(1166, 2, 2),         /* Contract type */
    ID(1220, 1, 1),         /* Student status code */
    ID(1221, 1, 3),         /* Provider role */
    ID(1223, 3, 3),         /* Provider organization code */
    ID(1250, 2, 3),         /* Date format */
    AN(1251, 1, 35),        /* Date or period */
    ID(1270, 1, 3),         /* Code qualifier */
    AN(1271, 1, 30),        /* Code */
    ID(1314, 1, 1),         /* Admission source */
    ID(1315, 1, 1),         /* Admission type */
    ID(1316, 1, 1),         /* Ambulance transport code */
    ID(1317, 1, 1),         /* Transport reason */
    ID(1321, 2, 3),         /* Condition */
    ID(1322, 1, 1),         /* Certification type */
    ID(1325, 1, 1),         /* Frequency */
    ID(1327, 1, 1),         /* Copay status */
    WHOLE(1328, 1, 2),      /* Diagnosis pointer */
    AN(1331, 1, 2),         /* Facility type */
    ID(1332, 1, 2),         /* Facility qualifier */
    ID(1333, 1, 2),         /* Record format code */
    ID(1334, 1, 1),         /* Shortage area */
    ID(1335, 1, 1),         /* Insulin dependent code */
    ID(1336, 1, 3),         /* Insurance type */
    ID(1337, 1, 1),         /* Level of care code */
    ID(1338, 1, 3),         /* Level of service code */
    AN(1339, 2, 2),         /* Modifier */
    ID(1340, 1, 2),         /* Multiple procedure code */
    AN(1341, 1, 2),         /* Review value */
    ID(1342, 1, 1),         /* Patient condition */
    ID(1343, 1, 2),         /* Non-Institutional claim type code */
    ID(1345, 1, 1),         /* Nursing home residential status code */
    ID(1351, 1, 1),         /* Patient signature source */
    ID(1352, 1, 2),         /* Patient status */
    ID(1354, 1, 4),         /* Diagnosis related group */
    ID(1358, 1, 1),         /* Prosthesis or crown */
    ID(1359, 1, 1),         /* Assignment accepted */
    ID(1360, 1, 1),         /* Provider agreement code */
    ID(1361, 1, 3),         /* Oral cavity */
    ID(1362, 2, 3),         /* Related cause */
    ID(1363, 1, 1),         /* Release of information */
    ID(1364, 1, 2),         /* Review code */
    ID(1365, 1, 2),         /* Service type code */
    ID(1366, 2, 3),         /* Special program */
    ID(1367, 2, 3),         /* Subluxation level code */
    ID(1368, 1, 2),         /* Tooth status */
    ID(1369, 1, 2),         /* Tooth surface */
    REAL(1371, 1, 10),      /* Unit rate */
    ID(1373, 2, 4),         /* Measurement method or device */
    ID(1383, 2, 2),         /* Submission reason */
    ID(1384, 1, 1),         /* Patient location code */
    ID(1473, 2, 2),         /* Pricing method */
    ID(1514, 1, 2),         /* Delay reason */
    ID(1525, 1, 2),         /* Request category code */
    ID(1526, 1, 2),         /* Policy compliance */
    ID(1527, 1, 2),         /* Exception */
    WHOLE(1528, 1, 2),      /* Component position */
    WHOLE(1686, 1, 4),      /* Repeat position */
    AN(1705, 1, 35),        /* Guide version */
    ID(1715, 1, 3),         /* Country subdivision */
    AN(9997, 1, 4),         /* Data element number, or id of a composite */
    AN(9998, 1, 35),        /* Context value */
    AN(9999, 1, 35),        /* Context */
    COMPOSITE(1),           /* Unit */
    COMPOSITE(2),           /* Actions indicated */
    COMPOSITE(3),           /* Procedure */
    COMPOSITE(4),           /* Diagnosis pointers */
    COMPOSITE(5),           /* Tooth surfaces */
    COMPOSITE(6),           /* Oral cavity */
    COMPOSITE(22),          /* Code */
    COMPOSITE(23),          /* Place of service */
    COMPOSITE(24),          /* Related causes */
    COMPOSITE(30),          /* Position in segment */
    COMPOSITE(35),          /* Provider specialty information */
    COMPOSITE(40),          /* Other reference */
    COMPOSITE(42),          /* Adjustment */
    COMPOSITE(43),          /* Status */
    COMPOSITE(56),          /* Composite race or ethnicity information */
    COMPOSITE(998),         /* Context */
    COMPOSITE(999),         /* Data element */
};

/* clang-format on */

const struct x12_dictionary edi_dictionary = {
    .at = elements,
    .count = sizeof(elements) / sizeof(elements[0]),
};
