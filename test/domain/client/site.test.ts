import { expect, it } from 'vitest';
import { reachOf } from '../../../src/domain/client/site.ts';

it('tells how far an address reaches', () => {
  for (const host of ['localhost:8080', '127.0.0.1', '[::1]:80', '0.0.0.0:8080', 'app.localhost'])
    expect(reachOf(`http://${host}/x`)).toBe('computer');
  for (const host of ['192.168.1.5', '10.0.0.1:80', '172.20.0.2', 'nas', 'nas.local', '[fd00::1]', '100.64.0.1'])
    expect(reachOf(`http://${host}/x`)).toBe('network');
  for (const host of ['crm.example.com', '93.184.216.34', '172.32.0.1', '[2001:db8::1]', '11.0.0.1'])
    expect(reachOf(`https://${host}/x`)).toBe('anywhere');
});
