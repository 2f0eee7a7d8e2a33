import { Module } from '@nestjs/common';
import { DemoController } from './component.controller';
import { DemoService } from './component.service';

@Module({ controllers: [DemoController], providers: [DemoService] })
export default class DemoModule {}
