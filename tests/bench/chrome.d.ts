/** The few calls that the bench itself makes: in our worker, and in the peers' extension. */
declare const chrome: {
  runtime: {
    getManifest(): { name: string };
    sendMessage(message: unknown): Promise<{ status: number; type: string; base64: string }>;
    onMessage: {
      addListener(
        listener: (
          message: { fetch?: string; kind?: string },
          sender: unknown,
          reply: (value: unknown) => void,
        ) => boolean,
      ): void;
    };
  };
  tabs: {
    query(query: { active: boolean; url?: string }): Promise<{ id?: number }[]>;
    sendMessage(tabId: number, message: unknown, options: { frameId: number }): Promise<unknown>;
    captureVisibleTab(options: { format: "png" }): Promise<string>;
  };
};
