import { worldOpen } from './world-open.ts';

/** Kubernetes open to any address. */
export const kubernetesOpen = worldOpen('SG_OPEN_KUBERNETES_WORLD', {
  why: {
    ko: 'API 서버와 kubelet이 노출되면 클러스터 전체가 위험합니다.',
    en: 'An open API server or kubelet puts the whole cluster at risk.',
  },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.6'] },
});
