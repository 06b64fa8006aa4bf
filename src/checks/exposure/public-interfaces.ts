import { familyOf } from '../../network/cidr.ts';
import type { Interface } from '../../network/model.ts';
import type { Place } from '../check.ts';

/** Interfaces with an address that the internet can name, whether it gets there or not. Balancers' nodes are meant to be found. */
export const publicInterfacesOf = ({ audited, account, region }: Place): Interface[] =>
  [...audited.network.interfaces.values()].filter(
    (i) =>
      i.account === account &&
      i.vpc.region === region &&
      i.kind !== 'nat-gateway' &&
      i.kind !== 'load-balancer' &&
      (i.publicOf.size > 0 || i.addresses.some((a) => familyOf(a) === 6)),
  );
