import { Module } from '@nestjs/common';
import { DemoController } from './component.controller';
import { DemoService } from './component.service';
import { PostScreens } from './post-screens';

@Module({ controllers: [DemoController], providers: [DemoService, PostScreens] })
export default class DemoModule {}
