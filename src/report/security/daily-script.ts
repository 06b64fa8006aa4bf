import type { Lang } from '../../messages/text.ts';

interface Words {
  intro: string;
  exits: string;
  needs: string;
  root: string;
  key: string;
  group: string;
  everything: string;
  vpc: string;
  guard: string;
  trail: string;
  plain: string;
  metadata: string;
  tunnels: string;
  certificate: string;
  unread: string;
  summary: string;
}

const words: Record<Lang, Words> = {
  ko: {
    intro: '매일 확인할 보안 항목. AWS CLI와 jq만 있으면 됩니다.',
    exits: '끝나는 코드: 0 심각한 항목 없음, 1 심각한 항목 있음, 2 확인하지 못한 항목 있음',
    needs: '명령이 필요합니다',
    root: '루트 사용자에 MFA가 없습니다',
    key: '루트 사용자에 액세스 키가 있습니다',
    group: '보안 그룹이 전 세계에 열려 있습니다',
    everything: '모든 포트',
    vpc: 'VPC에 흐름 로그가 없습니다',
    guard: 'GuardDuty가 꺼져 있습니다',
    trail: '로깅 중인 CloudTrail 추적이 없습니다',
    plain: '인터넷용 ALB에 HTTPS 리스너가 없습니다',
    metadata: '인스턴스가 IMDSv1을 허용합니다',
    tunnels: 'VPN의 두 터널이 모두 내려가 있습니다',
    certificate: '쓰고 있는 인증서가 30일 안에 만료됩니다',
    unread: '확인하지 못함',
    summary: '심각 %d, 높음 %d, 보통 %d, 확인하지 못함 %d',
  },
  en: {
    intro: 'What to look at every day. Needs the AWS CLI and jq, nothing else.',
    exits: 'Exit status: 0 nothing critical, 1 something critical, 2 something could not be checked',
    needs: 'is needed',
    root: 'the root user has no MFA',
    key: 'the root user has access keys',
    group: 'security group open to the world',
    everything: 'every port',
    vpc: 'VPC without flow logs',
    guard: 'GuardDuty is off',
    trail: 'no trail is logging',
    plain: 'internet-facing ALB without an HTTPS listener',
    metadata: 'instance allows IMDSv1',
    tunnels: 'both tunnels of a VPN are down',
    certificate: 'certificate in use ends within 30 days',
    unread: 'could not be checked',
    summary: 'critical %d, high %d, medium %d, not checked %d',
  },
};

/** A region's code as it may stand in a shell word: nothing else does. */
const isRegion = (region: string): boolean => /^[a-z0-9-]{1,40}$/.test(region);

/**
 * `daily-security-check.sh`: the most important checks with the AWS CLI and jq alone, for a machine without netops. It goes
 * by rules, not by reachability, which takes the engine. POSIX shell; clean under shellcheck.
 *
 * @param regions the regions that it looks at unless `REGIONS` says otherwise
 */
export function dailyScript(regions: readonly string[], lang: Lang): string {
  const w = words[lang];
  return `#!/bin/sh
# ${w.intro}
# ${w.exits}
# cron: 0 9 * * * $HOME/projects/netops/daily-security-check.sh
#   REGIONS="ap-northeast-2 us-east-1" AWS_PROFILE=audit ./daily-security-check.sh
set -u
export AWS_PAGER=''
regions=\${REGIONS:-${regions.filter(isRegion).join(' ')}}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
: >"$work/found"
: >"$work/unread"

for tool in aws jq; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    printf '%s: ${w.needs}\\n' "$tool" >&2
    exit 2
  fi
done

# ask FILE SERVICE OPERATION [ARGUMENT...]: one call, its answer in FILE; a call that fails is remembered
ask() {
  into=$1
  shift
  if aws "$@" --output json >"$into" 2>"$work/error"; then
    [ -s "$into" ] || printf '{}' >"$into"
    return 0
  fi
  printf '%s %s: %s\\n' "$1" "$2" "$(tr -d '\\000-\\010\\013-\\037' <"$work/error" | tr '\\n' ' ' | cut -c1-160)" >>"$work/unread"
  return 1
}

# found SEVERITY PLACE TEXT: one line for each line on standard input. Names come from AWS: no control characters.
found() {
  tr -d '\\000-\\010\\013-\\037\\177' | while IFS= read -r what; do
    [ -n "$what" ] && printf '%s\\t%s\\t%s\\t%s\\n' "$1" "$2" "$3" "$what" >>"$work/found"
  done
}

if ask "$work/summary" iam get-account-summary; then
  jq -r 'select(.SummaryMap.AccountMFAEnabled == 0
    and (.SummaryMap.AccountPasswordPresent != 0 or .SummaryMap.AccountAccessKeysPresent != 0)) | "root"' "$work/summary" | found CRITICAL global '${w.root}'
  jq -r 'select((.SummaryMap.AccountAccessKeysPresent // 0) > 0) | "root"' "$work/summary" | found CRITICAL global '${w.key}'
fi

for region in $regions; do
  if ask "$work/groups" ec2 describe-security-groups --region "$region"; then
    jq -r --arg every '${w.everything}' '
      def world: ([.IpRanges[]?.CidrIp] | index("0.0.0.0/0")) or ([.Ipv6Ranges[]?.CidrIpv6] | index("::/0"));
      def opens($port): .IpProtocol == "tcp" and (.FromPort // 0) <= $port and (.ToPort // 65535) >= $port;
      .SecurityGroups[] | . as $group | .IpPermissions[] | select(world)
      | (if .IpProtocol == "-1" then $every
         elif opens(22) then "tcp 22"
         elif opens(3389) then "tcp 3389"
         else empty end) as $ports
      | [$group.GroupId, $group.GroupName, $ports] | map(gsub("[[:cntrl:]]"; "?")) | join(" ")' "$work/groups" |
      sort -u | found CRITICAL "$region" '${w.group}'
  fi

  if ask "$work/vpcs" ec2 describe-vpcs --region "$region" && ask "$work/logs" ec2 describe-flow-logs --region "$region"; then
    jq -r --slurpfile logs "$work/logs" '
      [$logs[0].FlowLogs[]?.ResourceId] as $logged | .Vpcs[] | select(.VpcId as $id | $logged | index($id) | not) | .VpcId' \\
      "$work/vpcs" | found HIGH "$region" '${w.vpc}'
  fi

  if ask "$work/detectors" guardduty list-detectors --region "$region"; then
    jq -r --arg region "$region" 'select((.DetectorIds // []) | length == 0) | $region' "$work/detectors" |
      found HIGH "$region" '${w.guard}'
  fi

  if ask "$work/trails" cloudtrail describe-trails --region "$region"; then
    logging=0
    refused=0
    jq -r '.trailList[]?.TrailARN' "$work/trails" >"$work/arns"
    while IFS= read -r arn; do
      if ask "$work/status" cloudtrail get-trail-status --name "$arn" --region "$region" </dev/null; then
        [ "$(jq -r '.IsLogging' "$work/status")" = true ] && logging=1
      else
        refused=1
      fi
    done <"$work/arns"
    [ "$logging" -eq 1 ] || [ "$refused" -eq 1 ] || printf '%s\\n' "$region" | found HIGH "$region" '${w.trail}'
  fi

  if ask "$work/balancers" elbv2 describe-load-balancers --region "$region"; then
    jq -r '.LoadBalancers[]? | select(.Type == "application" and .Scheme == "internet-facing") | .LoadBalancerArn' \\
      "$work/balancers" >"$work/arns"
    while IFS= read -r arn; do
      if ask "$work/listeners" elbv2 describe-listeners --load-balancer-arn "$arn" --region "$region" </dev/null; then
        jq -r --arg arn "$arn" 'select([.Listeners[]? | select(.Protocol == "HTTPS")] | length == 0) | $arn' "$work/listeners" |
          found MEDIUM "$region" '${w.plain}'
      fi
    done <"$work/arns"
  fi

  if ask "$work/instances" ec2 describe-instances --region "$region"; then
    jq -r '.Reservations[]?.Instances[] | select(.State.Name != "terminated" and .MetadataOptions.HttpTokens == "optional") | .InstanceId' \\
      "$work/instances" | found MEDIUM "$region" '${w.metadata}'
  fi

  if ask "$work/vpns" ec2 describe-vpn-connections --region "$region"; then
    jq -r '.VpnConnections[]? | select(.State == "available" and ((.VgwTelemetry // []) | length > 0 and all(.Status == "DOWN"))) | .VpnConnectionId' \\
      "$work/vpns" | found CRITICAL "$region" '${w.tunnels}'
  fi

  if ask "$work/certificates" acm list-certificates --region "$region"; then
    jq -r '
      # ISO 8601 from the newer CLI, seconds from the older
      def seconds: if type == "number" then . else (.[0:19] + "Z" | fromdateiso8601) end;
      .CertificateSummaryList[]? | select(.InUse == true and .NotAfter != null and (.NotAfter | seconds) - now < 30 * 86400)
      | .CertificateArn' "$work/certificates" | found HIGH "$region" '${w.certificate}'
  fi
done

sort "$work/found" | while IFS='	' read -r severity place text what; do
  printf '%-8s %-16s %s: %s\\n' "$severity" "$place" "$text" "$what"
done
while IFS= read -r line; do
  printf '%-8s %-16s %s\\n' '?' '${w.unread}' "$line"
done <"$work/unread"

count() { grep -c "^$1" "$work/found" || :; }
critical=$(count CRITICAL)
unread=$(grep -c '' "$work/unread" || :)
printf '%s: ${w.summary}\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$critical" "$(count HIGH)" "$(count MEDIUM)" "$unread"
[ "$critical" -eq 0 ] || exit 1
[ "$unread" -eq 0 ] || exit 2
exit 0
`;
}
