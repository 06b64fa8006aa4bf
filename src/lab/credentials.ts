/** The lab takes any key for its own account's; this is the one that netops and its instructions use. */
export const labCredentials = { accessKeyId: 'NETOPSLAB', secretAccessKey: 'netops-lab' } as const;
