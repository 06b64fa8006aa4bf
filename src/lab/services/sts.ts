import type {
  AssumeRoleCommandInput,
  AssumeRoleCommandOutput,
  AssumeRoleWithWebIdentityCommandInput,
  AssumeRoleWithWebIdentityCommandOutput,
  Credentials,
  GetAccessKeyInfoCommandInput,
  GetAccessKeyInfoCommandOutput,
  GetCallerIdentityCommandOutput,
  GetSessionTokenCommandInput,
  GetSessionTokenCommandOutput,
} from '@aws-sdk/client-sts';
import { AwsError } from '../../changes/world.ts';
import { labAccountOf } from '../from-snapshot.ts';
import type { Handler, Handlers, LabCall } from '../handler.ts';
import { accountOfAccessKey, type Session, sessionAccessKey, sessionToken } from '../protocol/credentials.ts';
import { labHex } from '../seed/ids.ts';

type Answer<T> = Omit<T, '$metadata'>;

const roleArnPattern = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/(.+)$/;

/** Only the temporary keys' secret: the lab checks no signature. */
const secret = (accessKeyId: string): string => labHex(`secret/${accessKeyId}`) + labHex(`secret2/${accessKeyId}`);

function credentialsOf(session: Session): Credentials {
  const accessKeyId = sessionAccessKey(session.account, `${session.arn}/${session.expiration}`);
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secret(accessKeyId),
    SessionToken: sessionToken(session),
    Expiration: new Date(session.expiration),
  } satisfies Credentials & { Expiration: Date };
}

function expirationOf(call: LabCall, seconds: number | undefined, least: number, most: number, usual: number): string {
  const duration = seconds ?? usual;
  if (duration < least || duration > most) {
    const bound = duration < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  return new Date(call.now.getTime() + duration * 1000).toISOString();
}

/** The session that a role gives. Any role of any account may be assumed: IAM's policies are not modelled. */
function roleSession(call: LabCall, input: AssumeRoleCommandInput | AssumeRoleWithWebIdentityCommandInput): Session {
  const [, partition, account, path] = roleArnPattern.exec(input.RoleArn ?? '') ?? [];
  if (partition === undefined || account === undefined || path === undefined) {
    throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
  }
  const name = input.RoleSessionName ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  const role = path.slice(path.lastIndexOf('/') + 1);
  return {
    arn: `arn:${partition}:sts::${account}:assumed-role/${role}/${name}`,
    userId: `AROA${labHex(`role/${account}/${path}`).toUpperCase()}:${name}`,
    account,
    expiration: expirationOf(call, input.DurationSeconds, 900, 43_200, 3_600),
  };
}

const getCallerIdentity = ({ caller }: LabCall): Answer<GetCallerIdentityCommandOutput> => ({
  Account: caller.account,
  Arn: caller.arn,
  UserId: caller.userId,
});

function assumeRole(call: LabCall, input: AssumeRoleCommandInput): Answer<AssumeRoleCommandOutput> {
  const session = roleSession(call, input);
  return {
    Credentials: credentialsOf(session),
    AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
  };
}

function assumeRoleWithWebIdentity(
  call: LabCall,
  input: AssumeRoleWithWebIdentityCommandInput,
): Answer<AssumeRoleWithWebIdentityCommandOutput> {
  const session = roleSession(call, input);
  return {
    Credentials: credentialsOf(session),
    AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
    SubjectFromWebIdentityToken: 'netops-lab',
    Audience: 'sts.amazonaws.com',
    Provider: input.ProviderId ?? 'https://oidc.lab.example',
  };
}

function getSessionToken(call: LabCall, input: GetSessionTokenCommandInput): Answer<GetSessionTokenCommandOutput> {
  const { arn, userId, account } = call.caller;
  const expiration = expirationOf(call, input.DurationSeconds, 900, 129_600, 43_200);
  return { Credentials: credentialsOf({ arn, userId, account, expiration }) };
}

const getAccessKeyInfo = (
  { state }: LabCall,
  input: GetAccessKeyInfoCommandInput,
): Answer<GetAccessKeyInfoCommandOutput> => ({
  Account: accountOfAccessKey(input.AccessKeyId ?? '') ?? labAccountOf(state),
});

export const reads: Handlers = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole as Handler,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity as Handler,
  GetSessionToken: getSessionToken as Handler,
  GetAccessKeyInfo: getAccessKeyInfo as Handler,
};
