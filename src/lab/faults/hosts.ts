import type { Host, Service } from '../state.ts';

/*
 * What can go wrong on a machine, as changes of a host: what no AWS call can do.
 */

/** The operating system hangs. */
export const hangs = (host: Host): Host => ({ ...host, silent: true });

/** Nothing listens on a port (`tcp/80`) any more. */
export const withoutService =
  (name: string) =>
  (host: Host): Host => ({
    ...host,
    services: Object.fromEntries(Object.entries(host.services).filter(([known]) => known !== name)),
  });

const changing =
  (name: string, change: (service: Service) => Service) =>
  (host: Host): Host => {
    const service = host.services[name];
    return service === undefined ? host : { ...host, services: { ...host.services, [name]: change(service) } };
  };

/** Takes connections and says nothing. */
export const silentService = (name: string) => changing(name, (service) => ({ ...service, silent: true }));

/** Answers every request with one status. */
export const answering = (name: string, status: number) =>
  changing(name, (service) => ({ ...service, status: { '*': status } }));

/** Takes that long to answer. */
export const slow = (name: string, latencyMs: number) => changing(name, (service) => ({ ...service, latencyMs }));
