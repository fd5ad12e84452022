/**
 * `matmul` without vectors, four sums at a time: every element adds its products in the order of k, as in ../matmul.ts.
 */
export function matmul(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const pitch = size << 2;
  const panels = input + size * pitch;
  for (let j: u32 = 0; j < size; j += 4) {
    const panel = panels + (j & ~7) * pitch + ((j & 4) << 2);
    for (let i = start; i < end; ++i) fourColumns(input + i * pitch, panel, out + i * pitch + (j << 2), pitch);
  }
}

function fourColumns(a: usize, b: usize, c: usize, pitch: u32): void {
  const end = a + pitch;
  let c0: f32 = 0;
  let c1: f32 = 0;
  let c2: f32 = 0;
  let c3: f32 = 0;
  for (; a < end; a += 4, b += 32) {
    const value = load<f32>(a);
    c0 += value * load<f32>(b);
    c1 += value * load<f32>(b, 4);
    c2 += value * load<f32>(b, 8);
    c3 += value * load<f32>(b, 12);
  }
  store<f32>(c, c0);
  store<f32>(c, c1, 4);
  store<f32>(c, c2, 8);
  store<f32>(c, c3, 12);
}
