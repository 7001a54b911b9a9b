import { Agent, request } from 'node:http';

/** Requests over connections that are kept, one after another on each, without a pause. */
export type Load = {
  /** @returns how many were answered with 200, and what became of the others */
  stop(): Promise<{ answered: number; failures: string[] }>;
  answered(): number;
};

/** Begins asking for `url` over so many connections. */
export function keepAliveLoad(url: string, connections: number): Load {
  const failures: string[] = [];
  const state = { answered: 0, stopped: false };
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!state.stopped) {
      const outcome = await ask(url, agent);
      if (outcome === '200') state.answered += 1;
      else failures.push(outcome);
    }
    agent.destroy();
  };
  const clients = Array.from({ length: connections }, client);
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
    const asked = request(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(String(response.statusCode)));
      response.once('error', (error) => resolve(error.message));
    });
    asked.once('error', (error) => resolve(error.message));
    asked.end();
  });
}
