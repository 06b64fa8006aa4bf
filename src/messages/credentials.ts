import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const noCredentials = (): Text => ({
  ko: 'AWS 자격 증명을 찾지 못했습니다. aws configure 또는 --profile로 지정하거나, AWS 없이 netops demo 또는 --source lab을 쓰세요.',
  en: 'no AWS credentials found. Set them with aws configure or --profile, or use netops demo or --source lab without AWS.',
});

export const ssoExpired = (profile: string): Text => ({
  ko: `SSO 세션이 만료되었습니다. 다음을 실행한 뒤 다시 시도하세요: aws sso login --profile ${profile}`,
  en: `the SSO session has expired. Run this and try again: aws sso login --profile ${profile}`,
});

export const profileWithoutCredentials = (profile: string, message: string): Text => ({
  ko: `프로파일 ${profile}에서 자격 증명을 얻지 못했습니다: ${message}`,
  en: `the profile ${profile} gives no credentials: ${message}`,
});

export const unknownProfile = (profile: string, known: string[]): Text => {
  const list = known.length === 0 ? undefined : known.join(', ');
  return {
    ko: `프로파일 ${josa(profile, '이/가')} 없습니다. ${list === undefined ? '설정된 프로파일이 없습니다. aws configure로 만드세요.' : `있는 프로파일: ${list}`}`,
    en: `there is no profile ${profile}. ${list === undefined ? 'None is configured; make one with aws configure.' : `Known profiles: ${list}`}`,
  };
};

export const tokenExpired = (profile: string | undefined): Text => {
  const login = `aws sso login${profile === undefined ? '' : ` --profile ${profile}`}`;
  return {
    ko: `자격 증명의 세션이 만료되었습니다. 새로 받으세요 (SSO라면 ${login}).`,
    en: `the session of these credentials has expired. Get new ones (with SSO: ${login}).`,
  };
};

export const credentialsRefused = (code: string): Text => ({
  ko: `AWS가 자격 증명을 받아들이지 않았습니다 (${code}). 액세스 키가 삭제되었거나 다른 파티션의 것인지 확인하세요.`,
  en: `AWS refused the credentials (${code}). Check whether the access key was deleted or belongs to another partition.`,
});

export const signatureRefused = (code: string): Text => ({
  ko: `AWS가 서명을 받아들이지 않았습니다 (${code}). 시스템 시계가 맞는지, 비밀 키가 액세스 키와 짝인지 확인하세요.`,
  en: `AWS refused the signature (${code}). Check the system clock and that the secret key belongs to the access key.`,
});

export const roleRefused = (role: string): Text => ({
  ko: `역할 ${josa(role, '을/를')} 맡을 수 없습니다. 역할의 신뢰 정책과 호출자의 sts:AssumeRole 권한을 확인하세요.`,
  en: `the role ${role} cannot be assumed. Check the role's trust policy and the caller's sts:AssumeRole permission.`,
});

export const unreachable = (endpoint: string | undefined, code: string): Text => ({
  ko: `${endpoint ?? 'AWS 엔드포인트'}에 연결할 수 없습니다 (${code}). 네트워크, 프록시(HTTPS_PROXY, NO_PROXY), --endpoint-url을 확인하세요.`,
  en: `cannot connect to ${endpoint ?? 'the AWS endpoint'} (${code}). Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and --endpoint-url.`,
});

export const noRegion = (): Text => ({
  ko: '리전이 정해지지 않았습니다. --region ap-northeast-2처럼 지정하거나 AWS_REGION을 설정하세요.',
  en: 'no region is set. Name one, as in --region ap-northeast-2, or set AWS_REGION.',
});

export const unknownRegion = (region: string, near: string[]): Text => ({
  ko: `리전 ${josa(region, '은/는')} 없습니다.${near.length === 0 ? '' : ` 혹시 ${near.join(', ')}?`}`,
  en: `there is no region ${region}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
});

export const badEndpoint = (url: string): Text => ({
  ko: `--endpoint-url ${josa(`'${url}'`, '은/는')} URL이 아닙니다. http:// 또는 https://로 시작해야 합니다.`,
  en: `--endpoint-url '${url}' is not a URL. It must start with http:// or https://.`,
});

export const badRole = (arn: string): Text => ({
  ko: `--role-arn ${josa(`'${arn}'`, '은/는')} 역할의 ARN이 아닙니다. 예: arn:aws:iam::123456789012:role/NetOpsReadOnly`,
  en: `--role-arn '${arn}' is not a role's ARN. Example: arn:aws:iam::123456789012:role/NetOpsReadOnly`,
});

export const unknownSource = (source: string): Text => ({
  ko: `--source ${josa(`'${source}'`, '은/는')} 알 수 없습니다. aws, lab, snapshot:<폴더>, snapshot:latest 중에서 고르세요.`,
  en: `--source '${source}' is not known. Choose from aws, lab, snapshot:<dir>, snapshot:latest.`,
});

export const sourceNotBuilt = (source: string): Text => ({
  ko: `${source} 소스는 아직 만들어지지 않았습니다. aws, lab, snapshot:<폴더>를 쓰세요.`,
  en: `the source ${source} is not built yet. Use aws, lab or snapshot:<dir>.`,
});

export const caBundleUnreadable = (path: string): Text => ({
  ko: `AWS_CA_BUNDLE의 파일 ${josa(path, '을/를')} 읽을 수 없습니다. 경로를 확인하거나 설정을 지우세요.`,
  en: `the file of AWS_CA_BUNDLE, ${path}, cannot be read. Mend the path or unset it.`,
});
