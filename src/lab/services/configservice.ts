import type {
  DescribeConfigurationRecorderStatusCommandInput,
  DescribeConfigurationRecordersCommandInput,
} from '@aws-sdk/client-config-service';
import { AwsError } from '../../changes/world.ts';
import type { Handlers, LabCall } from '../handler.ts';

interface Named {
  name?: string;
  arn?: string;
}

type Wanted = DescribeConfigurationRecordersCommandInput | DescribeConfigurationRecorderStatusCommandInput;

/** All recorders, or those that are named. @throws AwsError NoSuchConfigurationRecorderException */
function pick<T extends Named>(recorders: readonly T[], { ConfigurationRecorderNames: names, Arn: arn }: Wanted): T[] {
  const missing = names?.find((name) => !recorders.some((r) => r.name === name));
  if (missing !== undefined) {
    throw new AwsError(
      'NoSuchConfigurationRecorderException',
      `Cannot find configuration recorder with the specified name '${missing}'.`,
    );
  }
  return recorders
    .filter((r) => names === undefined || names.length === 0 || names.includes(r.name ?? ''))
    .filter((r) => arn === undefined || r.arn === arn);
}

const describeRecorders = (call: LabCall, input: DescribeConfigurationRecordersCommandInput) => ({
  ConfigurationRecorders: pick(call.here.configservice?.ConfigurationRecorders ?? [], input),
});

const describeStatus = (call: LabCall, input: DescribeConfigurationRecorderStatusCommandInput) => ({
  ConfigurationRecordersStatus: pick(call.here.configservice?.ConfigurationRecorderStatuses ?? [], input),
});

/** The lab delivers nothing anywhere. */
const describeDeliveryChannels = () => ({ DeliveryChannels: [] });

export const reads: Handlers = {
  DescribeConfigurationRecorders: describeRecorders,
  DescribeConfigurationRecorderStatus: describeStatus,
  DescribeDeliveryChannels: describeDeliveryChannels,
};
