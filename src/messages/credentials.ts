import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const noCredentials = (): Text => ({
  ko: 'AWS 자격 증명을 찾지 못했습니다. aws configure나 --profile로 지정하세요. AWS 계정 없이 써 보려면 netops demo를 실행하거나 --source lab을 붙이세요.',
  en: 'no AWS credentials found. Set them with aws configure or --profile; to try netops without an AWS account, run netops demo or add --source lab.',
});

export const ssoExpired = (profile: string): Text => ({
  ko: `SSO 세션이 만료되었습니다. 다음을 실행한 뒤 다시 시도하세요: aws sso login --profile ${profile}`,
  en: `the SSO session has expired. Run this, then try again: aws sso login --profile ${profile}`,
});

export const loginExpired = (profile: string): Text => ({
  ko: `로그인 세션이 만료되었습니다. 다음을 실행한 뒤 다시 시도하세요: aws login --profile ${profile}`,
  en: `the login session has expired. Run this, then try again: aws login --profile ${profile}`,
});

export const profileWithoutCredentials = (profile: string, message: string): Text => ({
  ko: `프로파일 ${profile}에서 자격 증명을 얻지 못했습니다: ${message}`,
  en: `the profile ${profile} gives no credentials: ${message}`,
});

export const unknownProfile = (profile: string, near: string[], known: string[]): Text => {
  const [ko, en] =
    near.length > 0
      ? [`혹시 ${near.join(', ')}인가요?`, `Did you mean ${near.join(', ')}?`]
      : known.length > 0
        ? [`설정된 프로파일: ${known.join(', ')}`, `Configured profiles: ${known.join(', ')}`]
        : ['설정된 프로파일이 없습니다. aws configure로 만드세요.', 'None is configured; make one with aws configure.'];
  return {
    ko: `프로파일 ${josa(profile, '을/를')} 찾을 수 없습니다. ${ko}`,
    en: `there is no profile ${profile}. ${en}`,
  };
};

export const tokenExpired = (profile: string | undefined): Text => {
  const login = `aws sso login${profile === undefined ? '' : ` --profile ${profile}`}`;
  return {
    ko: `임시 자격 증명이 만료되었습니다. 새로 받으세요. SSO를 쓴다면: ${login}`,
    en: `the temporary credentials have expired. Get new ones; with SSO: ${login}`,
  };
};

export const credentialsRefused = (code: string, regions: readonly string[]): Text => {
  const where = regions.length === 0 ? undefined : regions.join(', ');
  return {
    ko: `AWS가 자격 증명을 받아들이지 않았습니다 (${code}). 액세스 키가 유효한지${where === undefined ? '' : `, 리전 ${josa(where, '이/가')} 이 계정에서 켜져 있는지`} 확인하세요.`,
    en: `AWS refused the credentials (${code}). Check that the access key is valid${where === undefined ? '' : ` and that ${where} is enabled in this account`}.`,
  };
};

export const clockWrong = (code: string): Text => ({
  ko: `이 컴퓨터의 시계가 AWS와 맞지 않아 서명이 거부되었습니다 (${code}). 시각을 맞춘 뒤 다시 시도하세요.`,
  en: `this machine's clock differs from AWS's, so the signature was refused (${code}). Set the clock and try again.`,
});

export const signatureRefused = (code: string): Text => ({
  ko: `AWS가 서명을 받아들이지 않았습니다 (${code}). 비밀 액세스 키가 액세스 키 ID와 짝이 맞는지, 시스템 시계가 맞는지 확인하세요.`,
  en: `AWS refused the signature (${code}). Check that the secret access key belongs to the access key id, and the system clock.`,
});

export const roleRefused = (role: string, code: string): Text => ({
  ko: `역할 ${josa(role, '을/를')} 맡을 수 없습니다 (${code}). 역할의 신뢰 정책과 호출자의 sts:AssumeRole 권한을 확인하세요.`,
  en: `the role ${role} cannot be assumed (${code}). Check the role's trust policy and the caller's sts:AssumeRole permission.`,
});

export const unreachable = (endpoint: string | undefined, code: string): Text => {
  const why =
    code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? { ko: '이름을 해석할 수 없음', en: 'its name does not resolve' }
      : code === 'ECONNREFUSED'
        ? { ko: '연결 거부', en: 'connection refused' }
        : code === 'ETIMEDOUT'
          ? { ko: '응답 없음', en: 'no answer' }
          : { ko: code, en: code };
  return {
    ko: `${endpoint ?? 'AWS 엔드포인트'}에 연결할 수 없습니다 (${why.ko}). 네트워크, 프록시(HTTPS_PROXY, NO_PROXY), 엔드포인트 설정을 확인하세요.`,
    en: `cannot connect to ${endpoint ?? 'the AWS endpoint'} (${why.en}). Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the endpoint settings.`,
  };
};

export const certificateRefused = (code: string): Text => ({
  ko: `서버 인증서를 신뢰할 수 없습니다 (${code}). 사내 프록시가 TLS를 검사한다면 그 CA 인증서 파일을 AWS_CA_BUNDLE에 지정하세요.`,
  en: `the server's certificate is not trusted (${code}). If a proxy inspects TLS, name the file of its CA certificate in AWS_CA_BUNDLE.`,
});

export const proxyRefused = (status: string): Text => ({
  ko: `프록시가 연결을 거부했습니다 (${status}). HTTPS_PROXY의 주소와 인증 정보를 확인하거나, 거치지 않을 호스트를 NO_PROXY에 적으세요.`,
  en: `the proxy refused the connection (${status}). Check the address and credentials in HTTPS_PROXY, or name hosts that need no proxy in NO_PROXY.`,
});

export const badProxy = (name: string, value: string): Text => ({
  ko: `${name}의 값 ${josa(`'${value}'`, '은/는')} http:// 또는 https:// 프록시의 URL이 아닙니다.`,
  en: `${name} is '${value}', which is not the URL of an http:// or https:// proxy.`,
});

export const noRegion = (): Text => ({
  ko: '리전이 정해지지 않았습니다. --region ap-northeast-2처럼 지정하거나 AWS_REGION을 설정하세요.',
  en: 'no region is set. Name one, as in --region ap-northeast-2, or set AWS_REGION.',
});

export const unknownRegion = (region: string, near: string[]): Text => ({
  ko: `리전 ${josa(region, '을/를')} 찾을 수 없습니다.${near.length === 0 ? '' : ` 혹시 ${near.join(', ')}인가요?`}`,
  en: `there is no region ${region}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
});

export const badEndpoint = (url: string): Text => ({
  ko: `--endpoint-url의 값 ${josa(`'${url}'`, '은/는')} URL이 아닙니다. http:// 또는 https://로 시작해야 합니다.`,
  en: `--endpoint-url '${url}' is not a URL. It must start with http:// or https://.`,
});

export const badRole = (arn: string): Text => ({
  ko: `--role-arn의 값 ${josa(`'${arn}'`, '은/는')} IAM 역할의 ARN이 아닙니다. 예: arn:aws:iam::123456789012:role/NetOpsReadOnly`,
  en: `--role-arn '${arn}' is not the ARN of an IAM role. Example: arn:aws:iam::123456789012:role/NetOpsReadOnly`,
});

export const roleTwice = (account: string): Text => ({
  ko: `--role-arn에 계정 ${account}의 역할이 둘 있습니다. 계정마다 하나만 지정하세요.`,
  en: `--role-arn names two roles of the account ${account}. Name one for each account.`,
});

export const caBundleUnreadable = (path: string): Text => ({
  ko: `AWS_CA_BUNDLE이 가리키는 파일 ${josa(path, '을/를')} 읽을 수 없습니다. 경로를 고치거나 설정을 지우세요.`,
  en: `the file that AWS_CA_BUNDLE names, ${path}, cannot be read. Mend the path or unset it.`,
});
