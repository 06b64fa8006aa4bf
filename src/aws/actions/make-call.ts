import type { Call } from '../../findings/finding.ts';
import type { CallAnswer } from '../../operate/change.ts';
import { sdkClients } from '../clients.ts';
import type { Connection } from '../connection.ts';
import { gapCode, oneLine } from '../errors.ts';
import { retries } from '../retry.ts';

interface Client {
  send(command: object, options?: { abortSignal?: AbortSignal }): Promise<object>;
}
type Constructor = new (input: object) => never;

/**
 * Makes one call and answers what AWS answers. A call that changes AWS is only for who has asked.
 *
 * @param dryRun EC2's own check of permission: AWS answers `DryRunOperation` when the call would have been allowed
 */
export async function makeCall(
  connection: Connection,
  region: string,
  call: Call,
  { dryRun = false, signal }: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<object> {
  const sdk = sdkClients[call.service];
  if (sdk === undefined) throw new Error(`no client for ${call.service}`);
  const module = (await sdk.load()) as Record<string, Constructor>;
  const ClientOf = module[sdk.className] as unknown as new (config: object) => Client;
  const Command = module[`${call.operation}Command`] as unknown as new (input: object) => object;
  const client = new ClientOf(
    connection.config(
      region,
      retries(() => {}),
    ),
  );
  const input = dryRun ? { ...call.input, DryRun: true } : call.input;
  return await client.send(new Command(input), signal === undefined ? {} : { abortSignal: signal });
}

/** The same, with a refusal as an answer: AWS's code and message, or `NetworkError` and `Timeout` when none came. */
export async function callAnswer(...asked: Parameters<typeof makeCall>): Promise<CallAnswer> {
  try {
    return { output: await makeCall(...asked) };
  } catch (error) {
    const message = oneLine(error instanceof Error ? error.message : String(error));
    return { error: { code: gapCode(error), message } };
  }
}
