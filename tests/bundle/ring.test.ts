/** Rooms in one buffer: what was not given back is nobody else's. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { newRing, type Room } from "../../lib/bundle/ring.ts";

const SIZE = 100;

it("never gives the same bytes twice, whatever comes and goes", () => {
  const step = fc.record({ length: fc.nat(60), leaves: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const ring = newRing(SIZE, (length) => new Uint8Array(length));
      let held: { room: Room; mark: number }[] = [];
      for (const [index, { length, leaves }] of steps.entries()) {
        const room = ring(length);
        expect(room.bytes.length).toBe(length);
        room.bytes.fill(index + 1);
        held.push({ room, mark: index + 1 });
        for (const one of held) expect(one.room.bytes.every((byte) => byte === one.mark)).toBe(true);
        // some leave out of turn
        const going = held.filter((_, at) => at % 6 === leaves);
        held = held.filter((one) => !going.includes(one));
        for (const { room: left } of going) left.leave();
      }
    }),
    { numRuns: 300, seed: 20261123 },
  );
});

it("makes no more buffers than are needed at once", () => {
  let made = 0;
  const ring = newRing(SIZE, (length) => {
    made += length;
    return new Uint8Array(length);
  });
  for (let turn = 0; turn < 50; turn++) {
    const rooms = [ring(40), ring(40), ring(40), ring(150)];
    for (const room of rooms) room.leave();
  }
  expect(made).toBeLessThanOrEqual(SIZE + 40 + 150 + 150);
});
