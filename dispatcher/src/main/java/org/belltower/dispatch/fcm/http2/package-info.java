/// Many requests over few HTTP/2 connections to one host, on Netty's codec (ADR 9).
@NullMarked
package org.belltower.dispatch.fcm.http2;

import org.jspecify.annotations.NullMarked;
