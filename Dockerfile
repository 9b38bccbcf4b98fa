# SPDX-License-Identifier: MIT
# docker build -t mdmlint . && docker run --rm -v "$PWD:/src" mdmlint check
# At the top because pre-commit looks for it there.
FROM debian:bookworm-slim AS build
WORKDIR /mdmlint
COPY . .
RUN . linter/packages.sh && make_available "$build_needs" && \
    cmake -S . -B /build -DMDMLINT_TESTS=OFF -DMDMLINT_WITH_CURL=OFF && \
    cmake --build /build --parallel --target mdmlint && \
    strip /build/mdmlint

FROM debian:bookworm-slim
RUN apt-get -q update && \
    apt-get -q -y install --no-install-recommends \
        libjansson4 libssl3 libxml2 libyaml-0-2 && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /build/mdmlint /usr/local/bin/mdmlint
# Nothing here needs to write, or to be root.
USER 65534:65534
WORKDIR /src
ENTRYPOINT ["mdmlint"]
CMD ["check"]
