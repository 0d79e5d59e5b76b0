/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes_claim - what a claim says in codes
 */
#include "edi/guides/codes_private.h"

/* clang-format off */

/* Places of service: CLM05-1 of the 837P and 837D, SV105, CLP08. */
static const struct edi_code_row pos[] = {
    { "01", "Pharmacy" },
    { "02", "Telehealth, not in patient's home" },
    { "03", "School" },
    { "04", "Homeless shelter" },
    { "05", "Indian Health Service freestanding" },
    { "06", "Indian Health Service provider based" },
    { "07", "Tribal 638 freestanding" },
    { "08", "Tribal 638 provider based" },
    { "09", "Prison or correctional facility" },
    { "10", "Telehealth in patient's home" },
    { "11", "Office" },
    { "12", "Home" },
    { "13", "Assisted living" },
    { "14", "Group home" },
    { "15", "Mobile unit" },
    { "16", "Temporary lodging" },
    { "17", "Walk-in retail clinic" },
    { "18", "Place of employment or worksite" },
    { "19", "Off campus outpatient hospital" },
    { "20", "Urgent care" },
    { "21", "Inpatient hospital" },
    { "22", "On campus outpatient hospital" },
    { "23", "Emergency room, hospital" },
    { "24", "Ambulatory surgical center" },
    { "25", "Birthing center" },
    { "26", "Military treatment facility" },
    { "27", "Outreach site or street" },
    { "31", "Skilled nursing facility" },
    { "32", "Nursing facility" },
    { "33", "Custodial care facility" },
    { "34", "Hospice" },
    { "41", "Ambulance, land" },
    { "42", "Ambulance, air or water" },
    { "49", "Independent clinic" },
    { "50", "Federally qualified health center" },
    { "51", "Inpatient psychiatric facility" },
    { "52", "Psychiatric partial hospitalization" },
    { "53", "Community mental health center" },
    { "54", "Intermediate care, intellectual disabilities" },
    { "55", "Residential substance abuse facility" },
    { "56", "Psychiatric residential treatment center" },
    { "57", "Non-residential substance abuse facility" },
    { "58", "Non-residential opioid treatment facility" },
    { "60", "Mass immunization center" },
    { "61", "Comprehensive inpatient rehabilitation" },
    { "62", "Comprehensive outpatient rehabilitation" },
    { "65", "End stage renal disease facility" },
    { "66", "PACE center" },
    { "71", "Public health clinic" },
    { "72", "Rural health clinic" },
    { "81", "Independent laboratory" },
    { "99", "Other place" },
};

const struct edi_code_list edi_list_pos = LIST(POS, pos);

/* Types of bill without their frequency, as CLM05-1 of the 837I sends them:
 * two digits, the zero in front left off. */
static const struct edi_code_row tob[] = {
    { "11", "Hospital inpatient" },
    { "12", "Hospital inpatient, part B only" },
    { "13", "Hospital outpatient" },
    { "14", "Hospital laboratory, non-patient" },
    { "18", "Hospital swing bed" },
    { "21", "Skilled nursing inpatient" },
    { "22", "Skilled nursing inpatient, part B" },
    { "23", "Skilled nursing outpatient" },
    { "28", "Skilled nursing swing bed" },
    { "32", "Home health under plan of treatment" },
    { "33", "Home health, part A trust fund (retired)" },
    { "34", "Home health, not under plan" },
    { "41", "Religious nonmedical inpatient" },
    { "43", "Religious nonmedical outpatient" },
    { "65", "Intermediate care level I" },
    { "66", "Intermediate care level II" },
    { "71", "Rural health clinic" },
    { "72", "Renal dialysis center" },
    { "73", "Freestanding clinic" },
    { "74", "Outpatient rehabilitation facility" },
    { "75", "Comprehensive outpatient rehabilitation" },
    { "76", "Community mental health center" },
    { "77", "Federally qualified health center" },
    { "78", "Licensed freestanding emergency facility" },
    { "79", "Clinic, other" },
    { "81", "Hospice, not hospital based" },
    { "82", "Hospice, hospital based" },
    { "83", "Ambulatory surgery center" },
    { "84", "Freestanding birthing center" },
    { "85", "Critical access hospital" },
    { "86", "Residential facility" },
    { "87", "Freestanding non-residential opioid treatment" },
    { "89", "Special facility, other" },
};

const struct edi_code_list edi_list_tob = LIST(TOB, tob);

/* Claim frequencies: CLM05-3, CLP09. */
static const struct edi_code_row frequency[] = {
    { "0", "Non-payment or zero claim (institutional)" },
    { "1", "Original, admit through discharge" },
    { "2", "Interim, first claim (institutional)" },
    { "3", "Interim, continuing claim (institutional)" },
    { "4", "Interim, last claim (institutional)" },
    { "5", "Late charges only (institutional)" },
    { "6", "Corrected (retired)" },
    { "7", "Replacement of prior claim" },
    { "8", "Void or cancel of prior claim" },
    { "9", "Final claim, home health episode (institutional)" },
    { "A", "Admission or election notice (institutional)" },
    { "B", "Hospice or special program termination notice" },
    { "C", "Hospice change of provider notice" },
    { "D", "Election void or cancel" },
    { "E", "Hospice change of ownership" },
    { "F", "Beneficiary initiated adjustment (payer use)" },
    { "G", "Common working file adjustment (payer use)" },
    { "H", "CMS initiated adjustment (payer use)" },
    { "I", "Intermediary adjustment (payer use)" },
    { "J", "Other initiated adjustment (payer use)" },
    { "K", "Inspector general adjustment (payer use)" },
    { "M", "Medicare secondary payer adjustment (payer use)" },
    { "O", "Nonpayment or zero, special (payer use)" },
    { "P", "Quality improvement organization adjustment (payer use)" },
    { "Q", "Reopening by provider beyond timely filing" },
    { "X", "Void with replacement, special (payer use)" },
    { "Y", "Replacement, special (payer use)" },
    { "Z", "New claim, special (payer use)" },
};

const struct edi_code_list edi_list_frequency = LIST(FREQUENCY, frequency);

/* Kinds of insurance: SBR09, CLP06. */
static const struct edi_code_row filing[] = {
    { "11", "Other non-federal program" },
    { "12", "Preferred provider organization" },
    { "13", "Point of service" },
    { "14", "Exclusive provider organization" },
    { "15", "Indemnity" },
    { "16", "HMO Medicare risk" },
    { "17", "Dental maintenance organization" },
    { "AM", "Automobile medical" },
    { "BL", "Blue Cross Blue Shield" },
    { "CH", "Champus or Tricare" },
    { "CI", "Commercial insurance" },
    { "DS", "Disability" },
    { "FI", "Federal employees program" },
    { "HM", "Health maintenance organization" },
    { "LM", "Liability medical" },
    { "MA", "Medicare part A" },
    { "MB", "Medicare part B" },
    { "MC", "Medicaid" },
    { "OF", "Other federal program" },
    { "TV", "Title V" },
    { "VA", "Veterans affairs plan" },
    { "WC", "Workers compensation" },
    { "ZZ", "Mutually defined" },
};

const struct edi_code_list edi_list_filing = LIST(FILING, filing);

/* Whose turn a payer is: SBR01. */
static const struct edi_code_row responsibility[] = {
    { "A", "Fourth" },
    { "B", "Fifth" },
    { "C", "Sixth" },
    { "D", "Seventh" },
    { "E", "Eighth" },
    { "F", "Ninth" },
    { "G", "Tenth" },
    { "H", "Eleventh" },
    { "P", "Primary" },
    { "S", "Secondary" },
    { "T", "Tertiary" },
    { "U", "Unknown" },
};

const struct edi_code_list edi_list_responsibility =
    LIST(RESPONSIBILITY, responsibility);

/* Patient to subscriber: SBR02, PAT01. */
static const struct edi_code_row relationship[] = {
    { "01", "Spouse" },
    { "18", "Self" },
    { "19", "Child" },
    { "20", "Employee" },
    { "21", "Unknown" },
    { "39", "Organ donor" },
    { "40", "Cadaver donor" },
    { "53", "Life partner" },
    { "G8", "Other relationship" },
};

const struct edi_code_list edi_list_relationship =
    LIST(RELATIONSHIP, relationship);

/* Admission types: CL101. */
static const struct edi_code_row admtype[] = {
    { "1", "Emergency" },
    { "2", "Urgent" },
    { "3", "Elective" },
    { "4", "Newborn" },
    { "5", "Trauma" },
    { "9", "Information not available" },
};

const struct edi_code_list edi_list_admtype = LIST(ADMTYPE, admtype);

/* Admission sources: CL102. 5 and 6 mean something else for a newborn. */
static const struct edi_code_row admsource[] = {
    { "1", "Non-health care facility" },
    { "2", "Clinic or physician office" },
    { "4", "Transfer from another hospital" },
    { "5", "Nursing or intermediate care; newborn: born here" },
    { "6", "Other health facility; newborn: born outside" },
    { "8", "Court or law enforcement" },
    { "9", "Information not available" },
    { "D", "Transfer within same hospital" },
    { "E", "Transfer from ambulatory surgery center" },
    { "F", "Transfer from hospice" },
    { "G", "Transfer from disaster alternate care site" },
};

const struct edi_code_list edi_list_admsource = LIST(ADMSOURCE, admsource);

/* Patient statuses: CL103. */
static const struct edi_code_row patstatus[] = {
    { "01", "Home or self care" },
    { "02", "Short term general hospital" },
    { "03", "Skilled nursing facility" },
    { "04", "Custodial or intermediate care" },
    { "05", "Cancer center or children's hospital" },
    { "06", "Home health service" },
    { "07", "Left against medical advice" },
    { "09", "Admitted as inpatient to this hospital" },
    { "20", "Expired" },
    { "21", "Court or law enforcement" },
    { "30", "Still a patient" },
    { "40", "Expired at home (hospice)" },
    { "41", "Expired in facility (hospice)" },
    { "42", "Expired, place unknown (hospice)" },
    { "43", "Federal health care facility" },
    { "50", "Hospice at home" },
    { "51", "Hospice in facility" },
    { "61", "Swing bed in this hospital" },
    { "62", "Inpatient rehabilitation facility" },
    { "63", "Long term care hospital" },
    { "64", "Medicaid-only nursing facility" },
    { "65", "Psychiatric hospital or unit" },
    { "66", "Critical access hospital" },
    { "69", "Designated disaster alternate care site" },
    { "70", "Other health institution" },
    { "81", "Home, planned readmission" },
    { "82", "Short term hospital, planned readmission" },
    { "83", "Skilled nursing, planned readmission" },
    { "84", "Custodial care, planned readmission" },
    { "85", "Cancer or children's, planned readmission" },
    { "86", "Home health, planned readmission" },
    { "87", "Law enforcement, planned readmission" },
    { "88", "Federal facility, planned readmission" },
    { "89", "Swing bed, planned readmission" },
    { "90", "Rehabilitation, planned readmission" },
    { "91", "Long term care hospital, planned readmission" },
    { "92", "Medicaid nursing facility, planned readmission" },
    { "93", "Psychiatric, planned readmission" },
    { "94", "Critical access hospital, planned readmission" },
    { "95", "Other institution, planned readmission" },
};

const struct edi_code_list edi_list_patstatus = LIST(PATSTATUS, patstatus);

/* Why a claim is late: CLM20. */
static const struct edi_code_row delay[] = {
    { "1", "Proof of eligibility unknown or unavailable" },
    { "2", "Litigation" },
    { "3", "Authorization delays" },
    { "4", "Delay in certifying provider" },
    { "5", "Delay in supplying billing forms" },
    { "6", "Delay in delivery of custom appliances" },
    { "7", "Third party processing delay" },
    { "8", "Delay in eligibility determination" },
    { "9", "Original rejected for unrelated reason" },
    { "10", "Administration delay in prior approval" },
    { "11", "Other" },
    { "15", "Natural disaster" },
};

const struct edi_code_list edi_list_delay = LIST(DELAY, delay);

/* How a repricer priced: HCP01. */
static const struct edi_code_row pricing[] = {
    { "00", "Zero pricing, not covered under contract" },
    { "01", "Priced as billed, full charge" },
    { "02", "Priced at standard fee schedule" },
    { "03", "Priced at contractual percentage" },
    { "04", "Bundled pricing" },
    { "05", "Peer review pricing" },
    { "06", "Per diem pricing" },
    { "07", "Flat rate pricing" },
    { "08", "Combination pricing" },
    { "09", "Maternity pricing" },
    { "10", "Other pricing" },
    { "11", "Lower of cost" },
    { "12", "Ratio of cost" },
    { "13", "Cost reimbursed" },
    { "14", "Adjustment pricing" },
};

const struct edi_code_list edi_list_pricing = LIST(PRICING, pricing);

/* Who somebody is: NM101, N101, STC01-3. */
static const struct edi_code_row entity[] = {
    { "03", "Dependent" },
    { "1P", "Provider" },
    { "1Z", "Home health care" },
    { "36", "Employer" },
    { "40", "Receiver" },
    { "41", "Submitter" },
    { "45", "Drop-off location" },
    { "71", "Attending physician" },
    { "72", "Operating physician" },
    { "73", "Other physician" },
    { "74", "Corrected insured" },
    { "77", "Service location" },
    { "82", "Rendering provider" },
    { "85", "Billing provider" },
    { "87", "Pay-to address" },
    { "AY", "Clearinghouse" },
    { "DD", "Assistant surgeon" },
    { "DK", "Ordering physician" },
    { "DN", "Referring provider" },
    { "DQ", "Supervising physician" },
    { "FA", "Facility" },
    { "GB", "Other insured" },
    { "HK", "Subscriber" },
    { "IL", "Insured or subscriber" },
    { "LI", "Independent lab" },
    { "MSC", "Mammography screening center" },
    { "P3", "Primary care provider" },
    { "PE", "Payee or pay-to plan" },
    { "PR", "Payer" },
    { "PRP", "Primary payer" },
    { "PW", "Pick-up location" },
    { "QB", "Purchase service provider" },
    { "QC", "Patient" },
    { "QD", "Responsible party" },
    { "SEP", "Secondary payer" },
    { "TL", "Testing laboratory" },
    { "TT", "Transfer to, crossover carrier" },
    { "TTP", "Tertiary payer" },
    { "TU", "Third party repricing organization" },
    { "ZZ", "Mutually defined; other operating physician" },
};

const struct edi_code_list edi_list_entity = LIST(ENTITY, entity);

/* What a reference is: REF01. */
static const struct edi_code_row ref[] = {
    { "0B", "State license number" },
    { "0K", "Policy form identifying number" },
    { "1A", "Blue Cross provider number" },
    { "1B", "Blue Shield provider number" },
    { "1C", "Medicare provider number" },
    { "1D", "Medicaid provider number" },
    { "1G", "UPIN" },
    { "1H", "Champus identification number" },
    { "1J", "Facility id or care plan oversight" },
    { "1K", "Payer claim number" },
    { "1L", "Group or policy number" },
    { "1S", "Ambulatory patient group number" },
    { "1W", "Member identification number" },
    { "28", "Employee identification number" },
    { "2U", "Payer identification number" },
    { "4N", "Service authorization exception" },
    { "6P", "Group number" },
    { "6R", "Line item control number" },
    { "9A", "Repriced claim number" },
    { "9B", "Repriced line item number" },
    { "9C", "Adjusted repriced claim number" },
    { "9D", "Adjusted repriced line item number" },
    { "9F", "Referral number" },
    { "APC", "Ambulatory payment classification" },
    { "BB", "Authorization number" },
    { "BLT", "Billing type" },
    { "BT", "Batch number" },
    { "CE", "Class of contract code" },
    { "D3", "NCPDP pharmacy number" },
    { "D9", "Claim number for clearinghouse" },
    { "E9", "Attachment code" },
    { "EA", "Medical record number" },
    { "EI", "Employer identification number" },
    { "EO", "Submitter identification number" },
    { "EV", "Receiver identification number" },
    { "EW", "Mammography certification number" },
    { "F2", "Version code, local" },
    { "F4", "Facility certification number" },
    { "F5", "Medicare version code" },
    { "F8", "Original reference number" },
    { "FJ", "Line item control number (277CA)" },
    { "FY", "Claim office number" },
    { "G1", "Prior authorization number" },
    { "G2", "Provider commercial number" },
    { "G3", "Predetermination of benefits number" },
    { "G4", "Peer review organization approval number" },
    { "HI", "Health industry number" },
    { "HPI", "CMS national provider identifier" },
    { "IG", "Insurance policy number" },
    { "LU", "Location number" },
    { "LX", "Qualified products list; device exemption" },
    { "NF", "NAIC code" },
    { "P4", "Project code" },
    { "PQ", "Payee identification" },
    { "RB", "Rate code number" },
    { "SY", "Social security number" },
    { "T4", "Signal code" },
    { "TJ", "Federal taxpayer number" },
    { "VY", "Link sequence number" },
    { "X4", "CLIA number" },
    { "XZ", "Pharmacy prescription number" },
    { "Y4", "Agency claim number" },
};

const struct edi_code_list edi_list_ref = LIST(REF, ref);

/* What a code of an HI segment is: HI01-1. */
static const struct edi_code_row hiqual[] = {
    { "ABF", "Other diagnosis" },
    { "ABJ", "Admitting diagnosis" },
    { "ABK", "Principal diagnosis" },
    { "ABN", "External cause" },
    { "APR", "Patient reason for visit" },
    { "BBQ", "Other procedure" },
    { "BBR", "Principal procedure" },
    { "BE", "Value code with amount" },
    { "BF", "Other diagnosis, before 2015-10-01" },
    { "BG", "Condition code" },
    { "BH", "Occurrence code with D8 date" },
    { "BI", "Occurrence span code with RD8 date" },
    { "BJ", "Admitting diagnosis, before 2015-10-01" },
    { "BK", "Principal diagnosis, before 2015-10-01" },
    { "BN", "External cause, before 2015-10-01" },
    { "BO", "Anesthesia related procedure, second" },
    { "BP", "Anesthesia related surgical procedure" },
    { "BQ", "Other procedure, before 2015-10-01" },
    { "BR", "Principal procedure, before 2015-10-01" },
    { "CAH", "Advanced billing concepts procedure" },
    { "DR", "Diagnosis related group" },
    { "PR", "Patient reason, before 2015-10-01" },
    { "TC", "Treatment code" },
    { "TQ", "Dental diagnosis" },
};

const struct edi_code_list edi_list_hiqual = LIST(HIQUAL, hiqual);

/* What a procedure or product code is: SV101-1 and its like. */
static const struct edi_code_row procqual[] = {
    { "AD", "Dental code" },
    { "EN", "13-digit article number" },
    { "EO", "8-digit article number" },
    { "ER", "Jurisdiction specific procedure or supply" },
    { "HC", "HCPCS level I (CPT) or II" },
    { "HI", "Health industry bar code" },
    { "HP", "HIPPS rate code" },
    { "IV", "Home infusion product or service" },
    { "N4", "National drug code" },
    { "N6", "National health related item" },
    { "NU", "Revenue code" },
    { "ON", "Customer order number" },
    { "UI", "Universal product code" },
    { "UK", "14-digit trade item number" },
    { "UP", "12-digit product code" },
    { "WK", "Advanced billing concepts" },
};

const struct edi_code_list edi_list_procqual = LIST(PROCQUAL, procqual);

/* States, territories, military areas, Canadian provinces: N402. */
static const struct edi_code_row state[] = {
    BARE("AA"), BARE("AB"), BARE("AE"), BARE("AK"), BARE("AL"), BARE("AP"),
    BARE("AR"), BARE("AS"), BARE("AZ"), BARE("BC"), BARE("CA"), BARE("CO"),
    BARE("CT"), BARE("DC"), BARE("DE"), BARE("FL"), BARE("FM"), BARE("GA"),
    BARE("GU"), BARE("HI"), BARE("IA"), BARE("ID"), BARE("IL"), BARE("IN"),
    BARE("KS"), BARE("KY"), BARE("LA"), BARE("MA"), BARE("MB"), BARE("MD"),
    BARE("ME"), BARE("MH"), BARE("MI"), BARE("MN"), BARE("MO"), BARE("MP"),
    BARE("MS"), BARE("MT"), BARE("NB"), BARE("NC"), BARE("ND"), BARE("NE"),
    BARE("NH"), BARE("NJ"), BARE("NL"), BARE("NM"), BARE("NS"), BARE("NT"),
    BARE("NU"), BARE("NV"), BARE("NY"), BARE("OH"), BARE("OK"), BARE("ON"),
    BARE("OR"), BARE("PA"), BARE("PE"), BARE("PR"), BARE("PW"), BARE("QC"),
    BARE("RI"), BARE("SC"), BARE("SD"), BARE("SK"), BARE("TN"), BARE("TX"),
    BARE("UM"), BARE("UT"), BARE("VA"), BARE("VI"), BARE("VT"), BARE("WA"),
    BARE("WI"), BARE("WV"), BARE("WY"), BARE("YT"),
};

const struct edi_code_list edi_list_state = LIST(STATE, state);
