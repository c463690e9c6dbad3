const bytesOf = (frequent) =>
  Array.from({ length: 256 }, (_, value) => value).filter((value) => (parseInt(FREQUENT[value >> 2], 16) >> (value & 3) & 1) === frequent);

export default () => {
  const common = bytesOf(1), rare = bytesOf(0), out = new Uint8Array(LENGTH);
  let at = 0;
  const digit = () => {
    const code = TEXT.charCodeAt(at++);
    return code - 32 - (code > 34) - (code > 92);
  };
  for (let i = 0; i < LENGTH; i++) {
    const first = digit();
    out[i] = first > 1 ? common[first - 2] : rare[first * 93 + digit()];
  }
  return out;
};
