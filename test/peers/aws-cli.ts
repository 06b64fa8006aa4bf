import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';

/** The real AWS CLI: where `.ci/run` installed it, else on the PATH. */
const cli = process.env.NETOPS_AWS_CLI ?? 'aws';

export interface AwsRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `aws` against an endpoint, with nothing of this machine's own AWS settings. */
export function runAws(endpoint: string, args: string[], env: Record<string, string> = {}): Promise<AwsRun> {
  return new Promise((resolve, reject) => {
    execFile(
      cli,
      args,
      {
        env: {
          PATH: process.env.PATH ?? '',
          HOME: tmpdir(),
          AWS_ENDPOINT_URL: endpoint,
          AWS_ACCESS_KEY_ID: 'NETOPSLAB',
          AWS_SECRET_ACCESS_KEY: 'netops-lab',
          AWS_DEFAULT_REGION: 'ap-northeast-2',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_CONFIG_FILE: '/nonexistent',
          AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
          AWS_MAX_ATTEMPTS: '1',
          AWS_PAGER: '',
          ...env,
        },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}
