import { describe, expect, test } from 'vitest';
import { networkGauge, waitAfter } from './throttle.ts';

describe('the delay', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [14, 512],
    [15, 900],
    [1000, 900],
  ])('after %d failures, 5 of them free, is %d s', (failures, seconds) => {
    expect(waitAfter(failures, 5)).toBe(seconds);
  });
});

describe('a network', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:7::1', '2001:db8:0:7'],
    ['2001:db8::7:ffff:1:2:3', '2001:db8:0:7'],
    ['2001:0db8:0000:0007:1:2:3:4', '2001:db8:0:7'],
    ['::1', '0:0:0:0'],
    ['fe80::', 'fe80:0:0:0'],
  ])('of %s is %s', (address, network) => {
    expect(networkGauge(address).key).toBe(`network:${network}`);
  });
});
