/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum {
	THRESHOLD,
	TOO_SHORT,
	TOO_LONG,
	UNKNOWN_SCALE,
	RETRY_COUNT,
	RETRY_CLAMPED,
	RETRY_DELAY
};

/* What the CSP takes; a larger count is treated as this one. */
enum { MOST_RETRIES = 30, SHORTEST_DELAY_MINUTES = 1 };

/* Two years of 365 days; the loader takes 24 months for less. */
enum { SHORTEST_DAYS = 5, LONGEST_DAYS = 730 };

static void
check_threshold(struct mdm_check *c, const struct mdm_field *f)
{
	int64_t n;

	if (!mdm_literal(f) || f->wrong_kind || !mdm_str_to_int(f->v, &n))
		return;
	if (n < 1 || n > 99)
		mdm_find(c, THRESHOLD, f->at,
		    "renewal threshold of " MDM_FMT
		    " percent is outside 1 to 99",
		    MDM_ARG(f->v));
}

static bool
scale_known(struct mdm_str scale)
{
	return mdm_str_iis(scale, "days") || mdm_str_iis(scale, "months") ||
	    mdm_str_iis(scale, "years");
}

static bool
number_of(const struct mdm_field *f, int64_t *ret_n)
{
	/* SYNC003 reports what is no number. */
	return mdm_literal(f) && !f->wrong_kind &&
	    mdm_str_to_int(mdm_str_trim(f->v), ret_n);
}

static void
check_retries(struct mdm_check *c, const struct mdm_csp_scep *csp)
{
	int64_t n;

	if (number_of(&csp->retry_count, &n) && (n < 0 || n > MOST_RETRIES)) {
		mdm_find(c, n < 0 ? RETRY_COUNT : RETRY_CLAMPED,
		    csp->retry_count.at, "RetryCount " MDM_FMT " is %s",
		    MDM_ARG(csp->retry_count.v),
		    n < 0 ? "negative" : "taken for 30");
		mdm_advise(c, "Write a count from 0 to 30; the default is 3.");
	}
	if (number_of(&csp->retry_delay, &n) && n < SHORTEST_DELAY_MINUTES) {
		mdm_find(c, RETRY_DELAY, csp->retry_delay.at,
		    "RetryDelay " MDM_FMT " is less than 1 minute",
		    MDM_ARG(csp->retry_delay.v));
		mdm_advise(c, "Write 1 or more minutes; the default is 5.");
	}
}

/* ValidPeriodUnits 0 is the default and leaves the choice to the CA. */
static bool
ca_decides(const struct mdm_enrolment *e)
{
	int64_t n;

	return e->csp != NULL && number_of(&e->csp->valid_units, &n) && n == 0;
}

static void
check_organisation(struct mdm_check *c, const struct mdm_enrolment *e,
    const struct mdm_field *value)
{
	int64_t most = mdm_organisation_of(c)->validity_days;

	if (most > 0 && e->validity_days > most)
		mdm_find(c, TOO_LONG, value->at,
		    "certificate validity of %lld days is more than the %lld "
		    "that the organisation allows",
		    (long long)e->validity_days, (long long)most);
}

static void
check_validity(struct mdm_check *c, const struct mdm_enrolment *e)
{
	const struct mdm_field *value =
	    e->csp != NULL ? &e->csp->valid_units : &e->validity_value;
	const struct mdm_field *scale =
	    e->csp != NULL ? &e->csp->valid_period : &e->validity_scale;
	int64_t n;

	if (!mdm_literal(scale) || scale->wrong_kind || !number_of(value, &n))
		return;
	if (!scale_known(scale->v)) {
		mdm_find(c, UNKNOWN_SCALE, scale->at,
		    "validity scale \"" MDM_FMT
		    "\" is not one of days, months, years",
		    MDM_ARG(scale->v));
		return;
	}
	if (ca_decides(e))
		return;
	/* The loader says 0 where the number is beyond all reason. */
	if (n <= 0 ||
	    (e->validity_days > 0 && e->validity_days < SHORTEST_DAYS))
		mdm_find(c, TOO_SHORT, value->at,
		    "certificate validity of " MDM_FMT " " MDM_FMT
		    " is less than 5 days",
		    MDM_ARG(value->v), MDM_ARG(scale->v));
	else if (e->validity_days == 0 || e->validity_days > LONGEST_DAYS)
		mdm_find(c, TOO_LONG, value->at,
		    "certificate validity of " MDM_FMT " " MDM_FMT
		    " is more than 24 months",
		    MDM_ARG(value->v), MDM_ARG(scale->v));
	else
		check_organisation(c, e, value);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->sample)
		return; /* SCEP009 */
	check_threshold(c, &p->enrolment->renewal_threshold);
	if (p->enrolment->csp != NULL)
		check_retries(c, p->enrolment->csp);
	/* Apple devices get what the CA's template says. */
	if ((p->platform & MDM_APPLE) == 0)
		check_validity(c, p->enrolment);
}

const struct mdm_rule mdm_rule_scep025 = {
	.id = "SCEP025",
	.name = "retry-or-validity-value-out-of-range",
	.cases = { MDM_CASE("threshold", MDM_ERROR),
	    MDM_CASE("too-short", MDM_WARNING),
	    MDM_CASE("too-long", MDM_WARNING),
	    MDM_CASE("unknown-scale", MDM_WARNING),
	    MDM_CASE("retry-count", MDM_WARNING),
	    MDM_CASE("retry-clamped", MDM_INFO),
	    MDM_CASE("retry-delay", MDM_WARNING) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "Validity, renewal threshold or retries are out of range",
	.why =
	    "Intune takes a renewal threshold from 1 to 99 percent and "
	    "supports validity periods up to 24 months; below 5 days devices "
	    "tend to refuse a certificate because it is about to expire. "
	    "The validity is not looked at for Apple devices, where the "
	    "template of the CA decides. Windows treats a RetryCount above 30 "
	    "as 30 and waits at least one minute between tries; "
	    "ValidPeriodUnits 0 is the default and means no wish. The "
	    "configuration can allow less than 24 months. Applies to SCEP and PKCS profiles. "
	    "Not checked: the validity that the CA's template allows.",
	.symptom = NULL,
	.fix = "Set the threshold to 20 percent and the validity to what the "
	       "CA's template has, from 5 days to 24 months.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Certificate validity period",
	    "Microsoft Graph reference: windows81CertificateProfileBase, "
	    "renewalThresholdPercentage",
	    "Microsoft Learn: ClientCertificateInstall CSP, RetryCount, "
	    "RetryDelay, ValidPeriod and ValidPeriodUnits"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
