import { Agent, request } from 'node:http';

/** Longer than a busy machine takes for any of them. */
const hangsMs = 60_000;

/** Requests one after another without a pause, by clients that keep their connection and by some that do not. */
export type Load = {
  /** @returns how many were answered with 200, and what became of the others */
  stop(): Promise<{ answered: number; failures: string[] }>;
  answered(): number;
};

/** Begins asking for `url`: so many keep a connection, and as many take a new one each time. */
export function keepAliveLoad(url: string, connections: number): Load {
  const failures: string[] = [];
  const state = { answered: 0, stopped: false };
  const client = async (keepAlive: boolean) => {
    const agent = new Agent({ keepAlive, maxSockets: 1 });
    while (!state.stopped) {
      const outcome = await ask(url, agent);
      if (outcome === '200') state.answered += 1;
      else failures.push(outcome);
    }
    agent.destroy();
  };
  const clients = Array.from({ length: 2 * connections }, (_, n) => client(n < connections));
  return {
    answered: () => state.answered,
    async stop() {
      state.stopped = true;
      await Promise.all(clients);
      return { answered: state.answered, failures };
    },
  };
}

function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(url, { agent, timeout: hangsMs }, (response) => {
      response.resume();
      response.once('end', () => resolve(String(response.statusCode)));
      response.once('error', (error) => resolve(error.message));
    });
    asked.once('error', (error) => resolve(error.message));
    asked.once('timeout', () => asked.destroy(new Error('no answer')));
    asked.end();
  });
}
