import { type SecurityCheck, setting } from '../check.ts';
/** Regions without VPC Block Public Access. */
export const blockPublicAccessOff: SecurityCheck = {
  code: 'VPC_BLOCK_PUBLIC_ACCESS_OFF',
  area: 'vpc',
  severity: 'low',
  title: {
    ko: 'VPC 퍼블릭 액세스 차단을 쓰고 있습니다',
    en: 'VPC Block Public Access is on',
  },
  why: {
    ko: '누군가 실수로 인터넷 경로와 퍼블릭 주소를 만들어도 막아 줄 상위 통제가 없습니다.',
    en: 'When somebody adds a route and a public address by mistake, no guard rail stops it.',
  },
  remedy: {
    says: {
      ko: '인터넷이 필요한 서브넷을 예외로 등록한 뒤 block-ingress 또는 block-bidirectional을 켭니다.',
      en: 'Exclude the subnets that need the internet, then switch block-ingress or block-bidirectional on.',
    },
    cli: ({ region }) =>
      `aws ec2 modify-vpc-block-public-access-options --internet-gateway-block-mode block-ingress --region ${region}`,
    cloudFormation: `Type: AWS::EC2::VPCBlockPublicAccessOptions
Properties:
  InternetGatewayBlockMode: block-ingress`,
    terraform: `resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-ingress"
}`,
  },
  minutes: 120,
  frameworks: { fsbp: ['EC2.172'], ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html'],
  where: 'region',
  reads: ['ec2.VpcBlockPublicAccessOptions'],

  examine: ({ scope, account, region }) => {
    const mode = scope.ec2?.VpcBlockPublicAccessOptions?.InternetGatewayBlockMode ?? 'off';
    // Nothing of it to undo or to name but the account: no calls, since it cuts off whatever faces the internet.
    if (mode !== 'off') return [{ id: account, name: region }];
    return [
      {
        id: account,
        name: region,
        wrong: [
          {
            title: {
              ko: `${region}에서 VPC 퍼블릭 액세스 차단이 꺼져 있습니다`,
              en: `VPC Block Public Access is off in ${region}`,
            },
            evidence: [setting('ec2:DescribeVpcBlockPublicAccessOptions', account, 'InternetGatewayBlockMode', mode)],
          },
        ],
      },
    ];
  },
};
