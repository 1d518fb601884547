// One WebSocket to the training: news come in, commands go out with a number, and each command's reply is a promise.

const token = new URLSearchParams(location.search).get('token');
export const query = token ? `?token=${encodeURIComponent(token)}` : '';

export class Connection {
  constructor(onMessage, onState) {
    this.onMessage = onMessage;
    this.onState = onState;
    this.replies = new Map();
    this.nextId = 1;
    this.retry = 250;
    this.watched = [];
    this.open();
  }

  open() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/live${query}`);
    this.socket = socket;
    socket.onopen = () => {
      this.retry = 250;
      this.onState(true);
      this.watch(this.watched);
    };
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.t === 'reply') this.answer(message);
      else this.onMessage(message);
    };
    socket.onclose = () => {
      for (const answer of this.replies.values()) answer({ ok: false, said: 'The connection was lost.' });
      this.replies.clear();
      this.onState(false);
      setTimeout(() => this.open(), this.retry);
      this.retry = Math.min(5000, this.retry * 2);
    };
  }

  answer(message) {
    const answer = this.replies.get(message.id);
    this.replies.delete(message.id);
    if (answer) answer(message);
  }

  /** Asks for something to be done; resolves to { ok, said }. */
  ask(command) {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.resolve({ ok: false, said: 'There is no connection to the training.' });
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.replies.set(id, resolve);
      this.socket.send(JSON.stringify({ id, ...command }));
    });
  }

  /** Says which layers are on the screen: only these are looked at. */
  watch(layers) {
    this.watched = layers;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ watch: layers }));
  }
}
