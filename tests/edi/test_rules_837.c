/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/rule_case.h"

#define HEADER(guide)                                                   \
    "ISA*00*          *00*          *ZZ*HARBOR01       *ZZ*CLRHSE01   " \
    "    *250203*0915*^*00501*000000101*0*T*:~"                         \
    "GS*HC*HARBOR01*CLRHSE01*20250203*0915*101*X*" guide "~"            \
    "ST*837*0001*" guide "~BHT*0019*00*HFM1*20250203*0915*CH~"
#define TRAILER "SE*@*0001~GE*1*101~IEA*1*000000101~"
#define SUBMITTER                                                     \
    "NM1*41*2*HARBOR GROUP*****46*HARBOR01~"                          \
    "PER*IC*DANA QUILL*TE*5035550142*FX*5035550143~"                  \
    "NM1*40*2*CLEARINGHOUSE*****46*CLRHSE01~HL*1**20*1~"              \
    "NM1*85*2*HARBOR GROUP*****XX*1503004115~N3*410 WHARF STREET~"    \
    "N4*ASTORIA*OR*971030412~REF*EI*931112223~"
#define SUBSCRIBER                                                \
    "HL*2*1*22*0~SBR*P*18*******CI~"                              \
    "NM1*IL*1*DELGADO*ROSA****MI*M1~N3*12 SPRUCE LANE~"           \
    "N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"                      \
    "NM1*PR*2*BLUE HERON*****PI*54821~"
#define DEPENDENT                                                 \
    "HL*3*1*22*1~SBR*S********CI~"                                \
    "NM1*IL*1*WHITLOCK*ABEL****MI*M2~"                            \
    "NM1*PR*2*GREY OWL*****PI*60117~HL*4*3*23*0~PAT*19~"          \
    "NM1*QC*1*WHITLOCK*TESS~N3*77 CANNERY ROAD~"                  \
    "N4*SEASIDE*OR*97138~DMG*D8*20150830*F~"
#define OTHER_PAYER                                                   \
    "SBR*P*19*******CI~AMT*D*150~OI***Y***Y~"                         \
    "NM1*IL*1*WHITLOCK*ABEL****MI*M3~NM1*PR*2*RED KITE*****PI*70117~"

static const char professional[] =
    HEADER("005010X222A1") SUBMITTER SUBSCRIBER
    "CLM*A1*155***11:B:1*Y*A*Y*Y~HI*ABK:E1165*ABF:I10~"
    "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~"
    "LX*1~SV1*HC:99213*125*UN*1***1:2~DTP*472*D8*20250113~REF*6R*L1~"
    "LX*2~SV1*HC:36415*30*UN*1***1~DTP*472*D8*20250114~REF*6R*L2~"
    DEPENDENT "CLM*B1*200***11:B:1*Y*A*Y*Y~HI*ABK:J0190~" OTHER_PAYER
    "LX*1~SV1*HC:99214*200*UN*1***1~DTP*472*D8*20250115~REF*6R*L3~"
    "SVD*70117*150*HC:99214**1~CAS*CO*45*50~DTP*573*D8*20250120~" TRAILER;

#define DENTIST_LINE "SV3*AD:D0120*70****1~"

static const struct rule_case professional_cases[] = {
    { "S01_PATIENT_LOOP_MISSING", "SBR*P*18*******CI~", "SBR*P********CI~",
      "CLM*A1", 0, 0, "HL" },
    { "S02_SUBSCRIBER_IS_NOT_PATIENT",
      "SBR*S********CI~NM1*IL*1*WHITLOCK*ABEL****MI*M2~",
      "SBR*S*18*******CI~NM1*IL*1*WHITLOCK*ABEL****MI*M2~N3*1 ELM~"
      "N4*SEASIDE*OR*97138~DMG*D8*19790830*M~",
      "SBR*S*18", 2, 0, NULL },
    { "S03_CLAIM_MISSING",
      "HL*3*1*22*1~SBR*S********CI~NM1*IL*1*WHITLOCK*ABEL****MI*M2~"
      "NM1*PR*2*GREY OWL*****PI*60117~HL*4*3*23*0~",
      "HL*3*1*22*0~SBR*P********CI~NM1*IL*1*HALE*UNA****MI*M9~"
      "NM1*PR*2*GREY OWL*****PI*60117~HL*4*1*22*1~"
      "SBR*S********CI~NM1*IL*1*WHITLOCK*ABEL****MI*M2~"
      "NM1*PR*2*GREY OWL*****PI*60117~HL*5*4*23*0~",
      "HL*3", 0, 0, "CLM" },
    { "S04_SUBSCRIBER_STREET_MISSING", "N3*12 SPRUCE LANE~", "", "SBR*P*18",
      0, 0, "N3" },
    { "S04_SUBSCRIBER_CITY_MISSING", "N3*12 SPRUCE LANE~N4*ASTORIA*OR*97103~",
      "N3*12 SPRUCE LANE~", "SBR*P*18", 0, 0, "N4" },
    { "S04_SUBSCRIBER_BIRTH_MISSING", "DMG*D8*19810514*F~", "", "SBR*P*18", 0,
      0, "DMG" },
    { "S05_MEMBER_ID_MISSING", "ROSA****MI*M1~", "ROSA~", "NM1*IL*1*DELGADO",
      9, 0, NULL },
    { "S06_FIRST_NAME_MISSING", "DELGADO*ROSA*", "DELGADO**",
      "NM1*IL*1*DELGADO", 4, 0, NULL },
    { "S07_BILLING_NPI_MISSING",
      "NM1*85*2*HARBOR GROUP*****XX*1503004115~", "NM1*85*2*HARBOR GROUP~",
      "NM1*85", 9, 0, NULL },
    { "S08_BILLING_BOX", "N3*410 WHARF STREET~", "N3*P.O. Box 410~",
      "N3*P.O.", 1, 0, NULL },
    { "S08_BILLING_BOX", "N3*410 WHARF STREET~", "N3*ATTN BILLING*LOCKBOX 12~",
      "N3*ATTN", 2, 0, NULL },
    { "S09_BILLING_ZIP_SHORT", "N4*ASTORIA*OR*971030412", "N4*ASTON*OR*97103",
      "N4*ASTON", 3, 0, NULL },
    { "S09_FACILITY_ZIP_SHORT", "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~",
      "NM1*77*2*BAY CLINIC~N3*1 BAY~N4*SALEM*OR*97301~", "N4*SALEM", 3, 0,
      NULL },
    { "S09_LINE_FACILITY_ZIP_SHORT", "REF*6R*L2~",
      "REF*6R*L2~NM1*77*2*BAY CLINIC~N3*1 BAY~N4*SALEM*OR*97301~", "N4*SALEM",
      3, 0, NULL },
    { "S10_STATE_MISSING", "N4*SEASIDE*OR*97138", "N4*SEASIDE**97138",
      "N4*SEASIDE", 2, 0, NULL },
    { "S10_ZIP_MISSING", "N4*SEASIDE*OR*97138", "N4*SEASIDE*OR", "N4*SEASIDE",
      3, 0, NULL },
    { "S10_COUNTRY_EXTRA", "N4*SEASIDE*OR*97138", "N4*SEASIDE*OR*97138*US",
      "N4*SEASIDE", 4, 0, NULL },
    { "S10_SUBDIVISION_EXTRA", "N4*SEASIDE*OR*97138",
      "N4*TORONTO**M5H 2N2*CA***ON", "N4*TORONTO", 7, 0, NULL },
    { "S11_PAY_TO_SAME", "REF*EI*931112223~",
      "REF*EI*931112223~NM1*87*2~N3*410 WHARF STREET*DOOR 2~"
      "N4*ASTORIA*OR*971030412~",
      "N3*410 WHARF STREET*DOOR", 1, 0, NULL },
    { "S12_PAY_TO_PLAN_MISSING", "*0915*CH~", "*0915*31~", "HL*1", 0, 0,
      "NM1" },
    { "S12_PAY_TO_PLAN_EXTRA", "REF*EI*931112223~",
      "REF*EI*931112223~NM1*PE*2*PLAN*****PI*P7~N3*1 PLAN WAY~"
      "N4*SALEM*OR*97301~REF*EI*931112229~",
      "NM1*PE", 0, 0, NULL },
    { "S14_CURRENCY_EXTRA", "HL*1**20*1~", "HL*1**20*1~CUR*85*USD~", "CUR*", 0,
      0, NULL },
    { "S15_GROUP_NAME_EXTRA", "SBR*P*18*******CI~",
      "SBR*P*18*G1*GROUP*****CI~", "SBR*P*18", 4, 0, NULL },
    { "S16_INSURANCE_TYPE_MISSING", "SBR*S********CI~", "SBR*S********MB~",
      "SBR*S", 5, 0, NULL },
    { "S16_INSURANCE_TYPE_EXTRA", "SBR*S********CI~", "SBR*S****12****CI~",
      "SBR*S", 5, 0, NULL },
    { "S17_FILING_INDICATOR_MISSING", "SBR*P*18*******CI~", "SBR*P*18~",
      "SBR*P*18", 9, 0, NULL },
    { "S19_OTHER_PAYER_MISSING", "SBR*P*18*******CI~", "SBR*S*18*******CI~",
      "CLM*A1", 0, 0, "SBR" },
    { "S20_PAYER_PAID_MISSING", "AMT*D*150~", "", "SBR*P*19", 0, 0, "AMT" },
    { "S21_PAYER_DATE_MISSING",
      OTHER_PAYER "LX*1~SV1*HC:99214*200*UN*1***1~DTP*472*D8*20250115~"
      "REF*6R*L3~SVD*70117*150*HC:99214**1~CAS*CO*45*50~"
      "DTP*573*D8*20250120~",
      "SBR*P*19*******CI~CAS*CO*45*50~AMT*D*150~OI***Y***Y~"
      "NM1*IL*1*WHITLOCK*ABEL****MI*M3~NM1*PR*2*RED KITE*****PI*70117~"
      "LX*1~SV1*HC:99214*200*UN*1***1~DTP*472*D8*20250115~REF*6R*L3~",
      "NM1*PR*2*RED KITE", 0, 0, "DTP" },
    { "S21_PAYER_DATE_EXTRA", "PI*70117~", "PI*70117~DTP*573*D8*20250121~",
      "DTP*573*D8*20250121", 0, 0, NULL },
    { "S26_ORIGINAL_REFERENCE_MISSING", "CLM*A1*155***11:B:1",
      "CLM*A1*155***11:B:7", "CLM*A1", 0, 0, "REF" },
    { "S27_AUTHORIZATION_WORDS", "HI*ABK:J0190~",
      "REF*G1*PRIOR AUTH 77~HI*ABK:J0190~", "REF*G1", 2, 0, NULL },
    { "S29_ATTACHMENT_NUMBER_MISSING", "HI*ABK:J0190~",
      "PWK*OZ*FX~HI*ABK:J0190~", "PWK*OZ", 6, 0, NULL },
    { "S29_ATTACHMENT_NUMBER_EXTRA", "HI*ABK:J0190~",
      "PWK*OZ*AA***AC*77~HI*ABK:J0190~", "PWK*OZ", 6, 0, NULL },
    { "S30_ACCIDENT_STATE_MISSING", "CLM*A1*155***11:B:1*Y*A*Y*Y~",
      "CLM*A1*155***11:B:1*Y*A*Y*Y**AA~DTP*439*D8*20250110~", "CLM*A1", 11, 4,
      NULL },
    { "S31_ACCIDENT_COUNTRY_EXTRA", "CLM*A1*155***11:B:1*Y*A*Y*Y~",
      "CLM*A1*155***11:B:1*Y*A*Y*Y**OA::::MX~DTP*439*D8*20250110~", "CLM*A1",
      11, 5, NULL },
    { "S31_ACCIDENT_COUNTRY_US", "CLM*A1*155***11:B:1*Y*A*Y*Y~",
      "CLM*A1*155***11:B:1*Y*A*Y*Y**AA::::US~DTP*439*D8*20250110~", "CLM*A1",
      11, 5, NULL },
    { "S32_ACCIDENT_DATE_MISSING", "CLM*A1*155***11:B:1*Y*A*Y*Y~",
      "CLM*A1*155***11:B:1*Y*A*Y*Y**OA~", "CLM*A1", 0, 0, "DTP" },
    { "S34_DIAGNOSIS_TWICE", "ABF:I10~", "ABF:E1165~", "HI*ABK:E1165", 2, 2,
      NULL },
    { "S35_VERSIONS_MIXED", "ABF:I10~", "BF:4011~", "HI*ABK:E1165", 2, 1,
      NULL },
    { "S41_FIRST_NAME_EXTRA", "NM1*82*1*OKAFOR*NGOZI*", "NM1*82*2*OKAFOR*NGOZI*",
      "NM1*82", 4, 0, NULL },
    { "S41_MIDDLE_NAME_EXTRA", "NM1*82*1*OKAFOR*NGOZI*",
      "NM1*82*2*OKAFOR**K", "NM1*82", 5, 0, NULL },
    { "S41_SUFFIX_EXTRA", "NM1*82*1*OKAFOR*NGOZI****",
      "NM1*82*2*OKAFOR****JR*", "NM1*82", 7, 0, NULL },
    { "S42_REFERENCE_TWICE", "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~",
      "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~REF*G2*X1~REF*G2*X2~",
      "REF*G2*X2", 1, 0, NULL },
    { "S43_SERVICE_IN_FUTURE", "DTP*472*D8*20250114",
      "DTP*472*RD8*20250114-20250204", "DTP*472*RD8", 3, 0, NULL },
    { "S43_PERIOD_BACKWARDS", "DTP*472*D8*20250114",
      "DTP*472*RD8*20250114-20250113", "DTP*472*RD8", 3, 0, NULL },
    { "S43_BIRTH_IN_FUTURE", "DMG*D8*20150830", "DMG*D8*20250830",
      "DMG*D8*20250830", 2, 0, NULL },
    { "S43_SERVICE_BEFORE_BIRTH", "DMG*D8*20150830", "DMG*D8*20250116",
      "DTP*472*D8*20250115", 3, 0, NULL },
    { "S43_SERVICE_BEFORE_BIRTH",
      "DMG*D8*19810514", "DMG*D8*20250114", "DTP*472*D8*20250113", 3, 0,
      NULL },
    { "S43_DEATH_BEFORE_BIRTH", "PAT*19~", "PAT*19****D8*20140101~", "PAT*19",
      6, 0, NULL },
    { "S43_DEATH_BEFORE_BIRTH", "SBR*P*18*******CI~",
      "SBR*P*18*******CI~PAT*****D8*19800101~", "PAT*****D8*19800101", 6, 0,
      NULL },
    { "S44_TELEPHONE", "TE*5035550142", "TE*503555014", "PER*IC", 4, 0, NULL },
    { "S44_SECOND_TELEPHONE", "FX*5035550143", "FX*503-555-0143", "PER*IC", 6,
      0, NULL },

    { "P02_POINTER_UNKNOWN", "UN*1***1:2~", "UN*1***1:3~", "SV1*HC:99213", 7,
      2, NULL },
    { "P02_POINTER_TWICE", "UN*1***1:2~", "UN*1***1:1~", "SV1*HC:99213", 7, 2,
      NULL },
    { "P02_POINTER_GAP", "UN*1***1:2~", "UN*1***1::2~", "SV1*HC:99213", 7, 2,
      NULL },
    { "P03_PLACE_SAME", "UN*1***1:2~", "UN*1*11**1:2~", "SV1*HC:99213", 5, 0,
      NULL },
    { "P04_RENDERING_SAME", "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~",
      "NM1*82*2*HARBOR GROUP*****XX*1503004115~", "NM1*82", 9, 0, NULL },
    { "P04_LINE_RENDERING_SAME", "REF*6R*L2~",
      "REF*6R*L2~NM1*82*1*OKAFOR*NGOZI****XX*1801007448~", "NM1*82", 9, 0,
      NULL },
    { "P09_PURCHASED_PROVIDER_MISSING", "REF*6R*L2~",
      "REF*6R*L2~PS1*1003009663*20~", "PS1*", 0, 0, "NM1" },
    { "P09_PURCHASED_SERVICE_MISSING", "REF*6R*L2~",
      "REF*6R*L2~NM1*QB*2******XX*1003009663~", "NM1*QB", 0, 0, "PS1" },
    { "P09_PURCHASED_PROVIDER_DIFFERS", "REF*6R*L2~",
      "REF*6R*L2~PS1*1709006336*20~NM1*QB*2******XX*1003009663~", "PS1*", 1, 0,
      NULL },
    { "P18_SCREENING_REFERRAL_MISSING", "SV1*HC:36415*30*UN*1***1~",
      "SV1*HC:36415*30*UN*1***1****Y~", "CLM*A1", 0, 0, "CRC" },
    { "P21_ADMISSION_MISSING", "CLM*A1*155***11:B:1", "CLM*A1*155***21:B:1",
      "CLM*A1", 0, 0, "DTP" },

    { "P10_AMBULANCE_MISSING",
      "CLM*A1*155***11:B:1*Y*A*Y*Y~HI*ABK:E1165*ABF:I10~"
      "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~SV1*HC:99213*",
      "CLM*A1*155***41:B:1*Y*A*Y*Y~HI*ABK:E1165*ABF:I10~"
      "NM1*PW*2~N3*1 ELM~N4*SALEM*OR*97301~NM1*45*2~N3*2 ELM~"
      "N4*SALEM*OR*97301~LX*1~SV1*HC:A0429:RH*",
      "CLM*A1", 0, 0, "CR1" },
    { "P11_AMBULANCE_CONDITION_MISSING", "HI*ABK:J0190~",
      "CR1****A*DH*12~HI*ABK:J0190~", "CR1*", 0, 0, "CRC" },
    { "P11_LINE_AMBULANCE_CONDITION_MISSING", "SV1*HC:36415*30*UN*1***1~",
      "SV1*HC:36415*30*UN*1***1~CR1****A*DH*12~", "CR1*", 0, 0, "CRC" },
    { "P12_PICK_UP_MISSING",
      "CLM*A1*155***11:B:1*Y*A*Y*Y~HI*ABK:E1165*ABF:I10~"
      "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~SV1*HC:99213*",
      "CLM*A1*155***41:B:1*Y*A*Y*Y~CR1****A*DH*12~CRC*07*Y*01~"
      "HI*ABK:E1165*ABF:I10~NM1*45*2~N3*2 ELM~"
      "N4*SALEM*OR*97301~LX*1~SV1*HC:A0429:RH*",
      "CLM*A1", 0, 0, "NM1" },
    { "P12_DROP_OFF_MISSING",
      "CLM*A1*155***11:B:1*Y*A*Y*Y~HI*ABK:E1165*ABF:I10~"
      "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~SV1*HC:99213*",
      "CLM*A1*155***41:B:1*Y*A*Y*Y~CR1****A*DH*12~CRC*07*Y*01~"
      "HI*ABK:E1165*ABF:I10~NM1*PW*2~N3*2 ELM~"
      "N4*SALEM*OR*97301~LX*1~SV1*HC:A0429:RH*",
      "CLM*A1", 0, 0, "NM1" },
    { "P14_ANESTHESIA_NOT_MINUTES", "SV1*HC:36415*30*UN*1",
      "SV1*HC:00840:AA*30*UN*1", "SV1*HC:00840", 3, 0, NULL },
    { "P14_MINUTES_NOT_ANESTHESIA", "SV1*HC:36415*30*UN*1",
      "SV1*HC:36415*30*MJ*1", "SV1*HC:36415", 1, 2, NULL },
    { "P16_OBSTETRIC_UNITS_EXTRA", "SV1*HC:36415*30*UN*1***1~DTP*472*D8*20250114~",
      "SV1*HC:36415*30*UN*1***1~DTP*472*D8*20250114~QTY*FL*2~", "SV1*HC:36415", 1,
      2, NULL },
    { "T02_ANESTHESIA_MODIFIER_MISSING", "SV1*HC:36415*30*UN*1",
      "SV1*HC:00840*30*MJ*15", "SV1*HC:00840", 1, 3, NULL },
    { "P17_SPINAL_MISSING",
      "SBR*P*18*******CI~NM1*IL*1*DELGADO*ROSA****MI*M1~N3*12 SPRUCE LANE~"
      "N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"
      "NM1*PR*2*BLUE HERON*****PI*54821~CLM*A1*155***11:B:1*Y*A*Y*Y~"
      "HI*ABK:E1165*ABF:I10~NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~"
      "SV1*HC:99213",
      "SBR*P*18*******MB~NM1*IL*1*DELGADO*ROSA****MI*M1~N3*12 SPRUCE LANE~"
      "N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"
      "NM1*PR*2*BLUE HERON*****PI*54821~CLM*A1*155***11:B:1*Y*A*Y*Y~"
      "DTP*454*D8*20250102~HI*ABK:E1165*ABF:I10~"
      "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~SV1*HC:98941",
      "CLM*A1", 0, 0, "CR2" },
    { "P17_INITIAL_TREATMENT_MISSING",
      "SBR*P*18*******CI~NM1*IL*1*DELGADO*ROSA****MI*M1~N3*12 SPRUCE LANE~"
      "N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"
      "NM1*PR*2*BLUE HERON*****PI*54821~CLM*A1*155***11:B:1*Y*A*Y*Y~"
      "HI*ABK:E1165*ABF:I10~NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~"
      "SV1*HC:99213",
      "SBR*P*18*******MB~NM1*IL*1*DELGADO*ROSA****MI*M1~N3*12 SPRUCE LANE~"
      "N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"
      "NM1*PR*2*BLUE HERON*****PI*54821~CLM*A1*155***11:B:1*Y*A*Y*Y~"
      "CR2********C~HI*ABK:E1165*ABF:I10~"
      "NM1*82*1*OKAFOR*NGOZI****XX*1801007448~LX*1~SV1*HC:98941",
      "CLM*A1", 0, 0, "DTP" },
    { "P17_ACUTE_DATE_MISSING", "HI*ABK:J0190~", "CR2********A~HI*ABK:J0190~",
      "CR2*", 0, 0, "DTP" },
    { "P20_VISION_CONDITION_MISSING", "SV1*HC:36415*", "SV1*HC:V2020*",
      "CLM*A1", 0, 0, "CRC" },
    { "P24_DRUG_CODE_MISSING", "SV1*HC:36415*", "SV1*HC:J1885*",
      "SV1*HC:J1885", 0, 0, "LIN" },
    { "P25_CLIA_MISSING", "SV1*HC:36415*30*UN*1*",
      "SV1*HC:85025*30*UN*1*81", "SV1*HC:85025", 0, 0, "REF" },
    { "P26_MAMMOGRAPHY_MISSING", "SV1*HC:36415*", "SV1*HC:77067*",
      "SV1*HC:77067", 0, 0, "REF" },
    { "P28_EQUIPMENT_CERTIFICATE_MISSING", "SV1*HC:36415*30*UN*1***1~",
      "SV1*HC:E0431*30*UN*1***1~CR3*I*MO*12~", "CR3*", 0, 0, "PWK" },
    { "P28_RECERTIFICATION_DATE_MISSING", "SV1*HC:36415*30*UN*1***1~",
      "SV1*HC:E0431*30*UN*1***1~PWK*CT*AD~CR3*R*MO*12~", "CR3*", 0, 0,
      "DTP" },
    { "S45_DESCRIPTION_MISSING", "SV1*HC:36415*", "SV1*HC:64999*",
      "SV1*HC:64999", 1, 7, NULL },
};

static const char institutional[] =
    HEADER("005010X223A2") SUBMITTER SUBSCRIBER
    "CLM*A1*9000***11:A:1**A*Y*Y~DTP*096*TM*1130~"
    "DTP*434*RD8*20250106-20250110~DTP*435*DT*202501060840~CL1*1*1*01~"
    "HI*ABK:I5023:::::::Y~HI*ABJ:R0602~HI*BE:80:::4~"
    "NM1*71*1*REYES*PILAR****XX*1003009663~"
    "LX*1~SV2*0120**8400*DA*4~LX*2~SV2*0250**600*UN*37~"
    DEPENDENT
    "CLM*B1*200***13:A:1**A*Y*Y~DTP*434*RD8*20250115-20250116~CL1*3*1*01~"
    "HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~" OTHER_PAYER
    "LX*1~SV2*0510*HC:99283*200*UN*1~DTP*472*D8*20250115~"
    "SVD*70117*150*HC:99283*0510*1~CAS*CO*45*50~DTP*573*D8*20250120~" TRAILER;

static const struct rule_case institutional_cases[] = {
    { "S09_FACILITY_ZIP_SHORT", "HI*BE:80:::4~NM1*71*1*REYES*PILAR****XX*"
      "1003009663~",
      "HI*BE:80:::4~NM1*71*1*REYES*PILAR****XX*1003009663~"
      "NM1*77*2*BAY WARD~N3*1 BAY~N4*SALEM*OR*97301~",
      "N4*SALEM", 3, 0, NULL },
    { "S42_REFERENCE_TWICE", "HI*BE:80:::4~NM1*71*1*REYES*PILAR****XX*"
      "1003009663~",
      "HI*BE:80:::4~NM1*71*1*REYES*PILAR****XX*1003009663~REF*G2*X1~"
      "REF*G2*X2~",
      "REF*G2*X2", 1, 0, NULL },
    { "S43_STATEMENT_IN_FUTURE", "20250115-20250116", "20250115-20250205",
      "DTP*434*RD8*20250115", 3, 0, NULL },
    { "I05_NEWBORN_SOURCE", "CL1*3*1*01", "CL1*4*1*01", "CL1*4", 2, 0, NULL },
    { "I06_STATUS_NOT_STILL_PATIENT", "CL1*3*1*01", "CL1*3*1*30", "CLM*B1", 5,
      3, NULL },
    { "I06_STATUS_STILL_PATIENT", "***13:A:1*", "***13:A:2*", "CL1*3", 3, 0,
      NULL },
    { "I15_ATTENDING_MISSING",
      "HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~",
      "HI*ABK:S93401A~", "CLM*B1", 0, 0, "NM1" },
    { "I16_OPERATING_MISSING", "HI*BE:80:::4~",
      "HI*BBR:0DTJ4ZZ:D8:20250107~HI*BE:80:::4~", "CLM*A1", 0, 0, "NM1" },
    { "I21_LINE_DATE_MISSING", "UN*1~DTP*472*D8*20250115~", "UN*1~",
      "SV2*0510", 0, 0, "DTP" },
    { "I21_LINE_DATE_BEFORE_STATEMENT", "DTP*472*D8*20250115",
      "DTP*472*D8*20250114", "DTP*472", 3, 0, NULL },
    { "I21_LINE_DATE_AFTER_STATEMENT", "DTP*472*D8*20250115",
      "DTP*472*D8*20250117", "DTP*472", 3, 0, NULL },
    { "I22_TOTAL_LINE", "LX*2~SV2*0250**600*UN*37~",
      "LX*2~SV2*0001**600*UN*37~", "SV2*0001", 1, 0, NULL },
    { "I24_INPATIENT_REMARKS", "OI***Y***Y~", "OI***Y***Y~MIA*1~", "MIA*", 0, 0,
      NULL },
    { "I24_OUTPATIENT_REMARKS", "***13:A:1**A*Y*Y~DTP*434*RD8*20250115-20250116~"
      "CL1*3*1*01~HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~"
      "SBR*P*19*******CI~AMT*D*150~OI***Y***Y~",
      "***11:A:1**A*Y*Y~DTP*096*TM*1130~DTP*434*RD8*20250115-20250116~"
      "DTP*435*DT*202501150840~"
      "CL1*3*1*01~HI*ABK:S93401A:::::::Y~HI*ABJ:R0602~"
      "NM1*71*1*REYES*PILAR****XX*1003009663~"
      "SBR*P*19*******CI~AMT*D*150~OI***Y***Y~MOA***MA01~",
      "MOA*", 0, 0, NULL },
    { "I02_ADMISSION_MISSING", "DTP*435*DT*202501060840~", "", "CLM*A1", 0, 0,
      "DTP" },
    { "I02_ADMISSION_HOUR_MISSING", "DTP*435*DT*202501060840~",
      "DTP*435*D8*20250106~", "DTP*435", 2, 0, NULL },
    { "I03_DISCHARGE_MISSING", "DTP*096*TM*1130~", "", "CLM*A1", 0, 0, "DTP" },
    { "I05_SOURCE_MISSING", "CL1*1*1*01", "CL1*1**01", "CL1*1", 2, 0, NULL },
    { "I07_ADMITTING_DIAGNOSIS_MISSING", "HI*ABJ:R0602~", "", "CLM*A1", 0, 0,
      "HI" },
    { "I08_VISIT_REASON_MISSING",
      "CL1*3*1*01~HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~"
      "SBR*P*19*******CI~AMT*D*150~OI***Y***Y~"
      "NM1*IL*1*WHITLOCK*ABEL****MI*M3~NM1*PR*2*RED KITE*****PI*70117~"
      "LX*1~SV2*0510*",
      "CL1*1*1*01~HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~"
      "SBR*P*19*******CI~AMT*D*150~OI***Y***Y~"
      "NM1*IL*1*WHITLOCK*ABEL****MI*M3~NM1*PR*2*RED KITE*****PI*70117~"
      "LX*1~SV2*0450*",
      "CLM*B1", 0, 0, "HI" },
    { "I10_PRESENT_ON_ADMISSION_MISSING", "HI*ABK:I5023:::::::Y~",
      "HI*ABK:I5023~", "HI*ABK:I5023", 1, 9, NULL },
    { "I11_PROCEDURE_EXTRA",
      "HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~",
      "HI*ABK:S93401A~HI*BBR:0DTJ4ZZ:D8:20250115~"
      "NM1*71*1*REYES*PILAR****XX*1003009663~"
      "NM1*72*1*REYES*PILAR****XX*1003009663~",
      "HI*BBR", 0, 0, NULL },
    { "I11_OTHER_PROCEDURE_EXTRA",
      "HI*ABK:S93401A~NM1*71*1*REYES*PILAR****XX*1003009663~",
      "HI*ABK:S93401A~HI*BBQ:0DTJ4ZZ:D8:20250115~"
      "NM1*71*1*REYES*PILAR****XX*1003009663~",
      "HI*BBQ", 0, 0, NULL },
    { "I11_PRINCIPAL_PROCEDURE_MISSING", "HI*BE:80:::4~",
      "HI*BBQ:0DTJ4ZZ:D8:20250107~HI*BE:80:::4~", "HI*BBQ", 0, 0, "HI" },
    { "I14_DAYS_DIFFER", "HI*BE:80:::4~", "HI*BE:80:::3~", "HI*BE", 1, 5,
      NULL },
    { "I20_RATE_CODE_MISSING", "LX*2~SV2*0250**600*UN*37~",
      "LX*2~SV2*0022**600*UN*37~", "SV2*0022", 2, 0, NULL },
    { "I23_ROOM_NOT_DAYS", "SV2*0120**8400*DA*4", "SV2*0120**8400*UN*4",
      "SV2*0120", 4, 0, NULL },
};

static const char dental[] =
    HEADER("005010X224A2") SUBMITTER SUBSCRIBER
    "CLM*A1*1550***11:B:1*Y*A*Y*Y~DTP*472*D8*20250123~"
    "NM1*82*1*SATO*KENJI****XX*1405010772~"
    "LX*1~SV3*AD:D0120*70****1~LX*2~SV3*AD:D2740*1250***I*1~TOO*JP*14~"
    "LX*3~SV3*AD:D2392*230****1~TOO*JP*30*M:O~"
    DEPENDENT
    "CLM*B1*200***11:B:1*Y*A*Y*Y**********PB~" OTHER_PAYER
    "LX*1~SV3*AD:D1110*200****1~"
    "SVD*70117*150*AD:D1110**1~CAS*CO*45*50~DTP*573*D8*20250120~" TRAILER;

static const struct rule_case dental_cases[] = {
    { "S09_FACILITY_ZIP_SHORT", "NM1*82*1*SATO*KENJI****XX*1405010772~",
      "NM1*77*2*BAY CLINIC~N3*1 BAY~N4*SALEM*OR*97301~", "N4*SALEM", 3, 0,
      NULL },
    { "S09_LINE_FACILITY_ZIP_SHORT", DENTIST_LINE,
      DENTIST_LINE "NM1*77*2*BAY CLINIC~N3*1 BAY~N4*SALEM*OR*97301~",
      "N4*SALEM", 3, 0, NULL },
    { "S42_REFERENCE_TWICE", "NM1*82*1*SATO*KENJI****XX*1405010772~",
      "NM1*82*1*SATO*KENJI****XX*1405010772~REF*G2*X1~REF*G2*X2~",
      "REF*G2*X2", 1, 0, NULL },
    { "S43_SERVICE_IN_FUTURE", "DTP*472*D8*20250123", "DTP*472*D8*20250223",
      "DTP*472", 3, 0, NULL },
    { "D01_SERVICE_DATE_MISSING",
      "DTP*472*D8*20250123~NM1*82*1*SATO*KENJI****XX*1405010772~"
      "LX*1~SV3*AD:D0120*70****1~LX*2~SV3*AD:D2740*1250***I*1~TOO*JP*14~"
      "LX*3~SV3*AD:D2392*230****1~TOO*JP*30*M:O~",
      "NM1*82*1*SATO*KENJI****XX*1405010772~LX*1~SV3*AD:D0120*70****1~"
      "DTP*472*D8*20250123~LX*2~SV3*AD:D2740*1250***I*1~TOO*JP*14~"
      "DTP*472*D8*20250123~LX*3~SV3*AD:D2392*230****1~TOO*JP*30*M:O~",
      "SV3*AD:D2392", 0, 0, "DTP" },
    { "D01_SERVICE_DATE_EXTRA", "SV3*AD:D1110*200****1~",
      "SV3*AD:D1110*200****1~DTP*472*D8*20250123~", "DTP*472", 0, 0, NULL },
    { "D03_PREDETERMINATION_NUMBER_EXTRA", "**********PB~",
      "**********PB~REF*G3*77~", "REF*G3", 0, 0, NULL },
    { "D12_UNITS_ZERO", "SV3*AD:D2392*230****1", "SV3*AD:D2392*230****0",
      "SV3*AD:D2392", 6, 0, NULL },
    { "D15_POINTER_EXTRA", "SV3*AD:D2392*230****1~",
      "SV3*AD:D2392*230****1*****1~", "SV3*AD:D2392", 11, 1, NULL },
    { "D15_POINTER_UNKNOWN",
      "NM1*82*1*SATO*KENJI****XX*1405010772~"
      "LX*1~SV3*AD:D0120*70****1~",
      "HI*ABK:K0260~NM1*82*1*SATO*KENJI****XX*1405010772~"
      "LX*1~SV3*AD:D0120*70****1*****2~",
      "SV3*AD:D0120", 11, 1, NULL },
    { "D04_TOOTH_MISSING", "TOO*JP*30*M:O~", "", "SV3*AD:D2392", 0, 0,
      "TOO" },
    { "D04_TOOTH_OF_EXTRACTION_MISSING", "SV3*AD:D0120*", "SV3*AD:D7140*",
      "SV3*AD:D7140", 0, 0, "TOO" },
    { "D04_SURFACE_MISSING", "TOO*JP*30*M:O~", "TOO*JP*30~", "TOO*JP*30", 3, 1,
      NULL },
    { "D04_SURFACE_TWICE", "TOO*JP*30*M:O~", "TOO*JP*30*O:O~", "TOO*JP*30", 3,
      2, NULL },
    { "D05_QUADRANT_MISSING", "SV3*AD:D0120*", "SV3*AD:D4341*",
      "SV3*AD:D4341", 4, 1, NULL },
    { "D06_PLACEMENT_MISSING", "*1250***I*1~", "*1250****1~", "SV3*AD:D2740",
      5, 0, NULL },
    { "D07_PRIOR_PLACEMENT_MISSING", "*1250***I*1~", "*1250***R*1~",
      "SV3*AD:D2740", 0, 0, "DTP" },
    { "D08_ORTHODONTIC_MISSING", "SV3*AD:D0120*", "SV3*AD:D8080*", "CLM*A1", 0,
      0, "DN1" },
    { "D08_MONTHS_MISSING", "DTP*472*D8*20250123~",
      "DTP*472*D8*20250123~DN1**12~", "DN1*", 1, 0, NULL },
    { "D09_APPLIANCE_DATE_MISSING",
      "DTP*472*D8*20250123~NM1*82*1*SATO*KENJI****XX*1405010772~"
      "LX*1~SV3*AD:D0120*",
      "DTP*472*D8*20250123~DN1*24~NM1*82*1*SATO*KENJI****XX*1405010772~"
      "LX*1~SV3*AD:D8670*",
      "CLM*A1", 0, 0, "DTP" },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void tells_each_break_of_a_professional_claim(void **state)
{
    (void)state;
    rule_cases_hold(professional, professional_cases,
                    COUNT(professional_cases));
}

static void tells_each_break_of_an_institutional_claim(void **state)
{
    (void)state;
    rule_cases_hold(institutional, institutional_cases,
                    COUNT(institutional_cases));
}

static void tells_each_break_of_a_dental_claim(void **state)
{
    (void)state;
    rule_cases_hold(dental, dental_cases, COUNT(dental_cases));
}

static void has_a_case_for_every_rule(void **state)
{
    const struct rule_table tables[] = {
        { professional_cases, COUNT(professional_cases) },
        { institutional_cases, COUNT(institutional_cases) },
        { dental_cases, COUNT(dental_cases) },
    };

    (void)state;
    rule_cases_are_complete(edi_rules_837, edi_rules_837_count, tables,
                            COUNT(tables));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_each_break_of_a_professional_claim),
        cmocka_unit_test(tells_each_break_of_an_institutional_claim),
        cmocka_unit_test(tells_each_break_of_a_dental_claim),
        cmocka_unit_test(has_a_case_for_every_rule),
    };

    return cmocka_run_group_tests_name("rules_837", tests, NULL, NULL);
}
