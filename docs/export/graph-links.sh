#!/bin/sh
# SPDX-License-Identifier: MIT
# graph-links.sh [--names] [--api URL]: asks Microsoft Graph which trusted
# certificate profile each SCEP and PKCS profile is bound to, which exports
# do not tell, and prints it as `links:` of .mdmlint.yaml.
#
#	GRAPH_TOKEN=... docs/export/graph-links.sh >links.yaml
#
# GRAPH_TOKEN is an access token for Graph with
# DeviceManagementConfiguration.Read.All; nothing is changed in the tenant.
# --names writes display names instead of ids, for exports without ids
# (IntuneCD).  --api is for other clouds: https://graph.microsoft.us/beta
# Needs curl and jq.  Exit code 1: not everything could be asked.
set -u

api=https://graph.microsoft.com/beta
key=id

# Types that have a root certificate; PKCS profiles on Android only.
types='windows81SCEPCertificateProfile windowsPhone81SCEPCertificateProfile
iosScepCertificateProfile macOSScepCertificateProfile
androidScepCertificateProfile androidForWorkScepCertificateProfile
androidWorkProfileScepCertificateProfile
androidDeviceOwnerScepCertificateProfile
aospDeviceOwnerScepCertificateProfile
androidPkcsCertificateProfile androidForWorkPkcsCertificateProfile
androidWorkProfilePkcsCertificateProfile
androidDeviceOwnerPkcsCertificateProfile
aospDeviceOwnerPkcsCertificateProfile'

fail() {
	printf '%s: %s\n' "${0##*/}" "$1" >&2
	exit 1
}

while [ $# -gt 0 ]; do
	case $1 in
	--names) key=displayName ;;
	--api)
		[ $# -gt 1 ] || fail "--api needs a URL"
		shift
		api=${1%/}
		;;
	*) fail "unknown word '$1'; usage: ${0##*/} [--names] [--api URL]" ;;
	esac
	shift
done
[ -n "${GRAPH_TOKEN:-}" ] || fail "GRAPH_TOKEN is not set"
for tool in curl jq; do
	command -v "$tool" >/dev/null || fail "there is no $tool"
done
# A token in clear text only where a test plays the service.
case $api in
https://* | http://127.0.0.1:*) ;;
*) fail "--api wants https://, not '$api'" ;;
esac

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# get URL FILE: prints the status.  The token stays off the command line,
# and goes to no other server: a next page could lie anywhere.
get() {
	case $1 in
	"$api"/*) ;;
	*) fail "the service sends us elsewhere: $1" ;;
	esac
	printf 'header = "Authorization: Bearer %s"\n' "$GRAPH_TOKEN" |
	    curl --config - --silent --show-error --globoff --max-time 60 \
		--retry 5 --header "Accept: application/json" \
		--output "$2" --write-out '%{http_code}' "$1" ||
	    fail "no answer from $api"
}

# Lines "id TAB type TAB name in JSON" of the profiles with a root.
list_profiles() {
	url="$api/deviceManagement/deviceConfigurations?\$select=id,displayName"
	while [ -n "$url" ]; do
		status=$(get "$url" "$work/page") || exit 1
		[ "$status" = 200 ] ||
		    fail "HTTP status $status for the list of profiles"
		jq -r --arg types "$types" '
		    ($types | split("[ \n]+"; null)) as $wanted |
		    .value[] |
		    (."@odata.type" // "" | ltrimstr("#microsoft.graph.")) as $type |
		    select($wanted | index($type)) |
		    [.id, $type, (.displayName | tojson)] | join("\t")' \
		    "$work/page" || fail "the list of profiles is no JSON"
		url=$(jq -r '."@odata.nextLink" // ""' "$work/page")
	done
}

# One line of `links:`; only this route, cast to the type, is answered.
print_link() {
	url="$api/deviceManagement/deviceConfigurations/$1"
	url="$url/microsoft.graph.$2/rootCertificate?\$select=id,displayName"
	status=$(get "$url" "$work/root") || exit 1
	case $status in
	200)
		jq -r --arg id "$1" --argjson name "$3" --arg key "$key" '
		    "  # \($name | tojson) -> \(.displayName | tojson)",
		    "  \({id: $id, displayName: $name}[$key] | tojson): " +
		    "\(.[$key] | tojson)"' "$work/root" ||
		    fail "the answer for $1 is no JSON"
		;;
	404)
		printf '  # %s is bound to no root certificate\n' "$3"
		;;
	*)
		printf '%s: HTTP status %s for %s\n' "${0##*/}" "$status" \
		    "$3" >&2
		return 1
		;;
	esac
}

list_profiles >"$work/profiles" || exit 1
code=0
tab=$(printf '\t')
while IFS=$tab read -r id type name; do
	print_link "$id" "$type" "$name" || code=1
done <"$work/profiles" >"$work/links"
echo "links:"
cat "$work/links"
grep -q '^  "' "$work/links" || echo "  {}"
exit "$code"
