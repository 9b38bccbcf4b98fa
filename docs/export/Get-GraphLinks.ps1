# SPDX-License-Identifier: MIT
# NOT RUN: written beside graph-links.sh, which is tested; this one is not.
<#
.SYNOPSIS
	Asks Microsoft Graph which trusted certificate profile each SCEP and
	PKCS profile is bound to, and prints it as links: of .mdmlint.yaml.
.EXAMPLE
	Connect-MgGraph -Scopes DeviceManagementConfiguration.Read.All
	.\Get-GraphLinks.ps1 | Out-File -Encoding utf8 links.yaml
.PARAMETER Names
	Display names instead of ids, for exports without ids (IntuneCD).
#>
[CmdletBinding()]
param([switch] $Names)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$base = 'beta/deviceManagement/deviceConfigurations'
# Types that have a root certificate; PKCS profiles on Android only.
$types = '^#microsoft\.graph\.(' +
    '(windows81|windowsPhone81)SCEP|(ios|macOS)Scep|' +
    '(android|androidForWork|androidWorkProfile|androidDeviceOwner|' +
    'aospDeviceOwner)(Scep|Pkcs))CertificateProfile$'

function ConvertTo-Yaml([string] $Text) {
	# A JSON string is a YAML string.
	return ConvertTo-Json -InputObject $Text -Compress
}

$failed = $false
'links:'
$url = $base + '?$select=id,displayName'
while ($url) {
	$page = Invoke-MgGraphRequest -Method GET -Uri $url
	foreach ($profile in $page['value']) {
		$type = [string] $profile['@odata.type']
		if ($type -cnotmatch $types) { continue }
		# Only this route, cast to the type, is answered.
		$route = "$base/$($profile['id'])/$($type.TrimStart('#'))" +
		    '/rootCertificate?$select=id,displayName'
		$name = ConvertTo-Yaml $profile['displayName']
		try {
			$root = Invoke-MgGraphRequest -Method GET -Uri $route
		} catch {
			if ([int] $_.Exception.Response.StatusCode -eq 404) {
				"  # $name is bound to no root certificate"
			} else {
				[Console]::Error.WriteLine("${name}: $_")
				$failed = $true
			}
			continue
		}
		$key = if ($Names) { 'displayName' } else { 'id' }
		"  # $name -> $(ConvertTo-Yaml $root['displayName'])"
		"  $(ConvertTo-Yaml $profile[$key]): $(ConvertTo-Yaml $root[$key])"
	}
	$url = $page['@odata.nextLink']
}
if ($failed) { exit 1 }
