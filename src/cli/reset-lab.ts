/** Starts the lab over, the running one or the saved state; answers where the earlier state was set aside. */
export async function resetLabWherever(): Promise<string | undefined> {
  const { runningLab, askLab } = await import('../lab/running.ts');
  const running = await runningLab();
  if (running !== undefined) {
    return ((await askLab(running.endpoint, 'POST', 'reset')) as { aside: string | null }).aside ?? undefined;
  }
  return await (await import('../lab/in-process.ts')).resetLab();
}
